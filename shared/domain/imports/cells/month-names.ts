/**
 * The months as exports and people write them, without accents and full stops: English, German, French,
 * Spanish, Italian, Dutch, Portuguese, Polish, Swedish. Not `listopad`, which is November in Poland and October in Croatia.
 */
const NAMES = `
  january jan januar janner janvier janv enero ene gennaio gen januari janeiro stycznia styczen
  february feb februar fevrier fevr febrero febbraio februari fevereiro fev lutego luty
  march mar marz mrz mars marzo maart mrt marco marca marzec
  april apr avril avr abril abr aprile kwietnia kwiecien
  may mai mayo maggio mag mei maio maj maja
  june jun juni juin junio giugno giu junho czerwca czerwiec
  july jul juli juillet juil julio luglio lug julho lipca lipiec
  august aug aout agosto ago augustus augusti sierpnia sierpien
  september sep sept septembre septiembre settembre setembro set wrzesnia wrzesien
  october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik
  november nov novembre noviembre novembro
  december dec dezember dez decembre diciembre dic dicembre dezembro dez grudnia grudzien`;

const NUMBER_OF = new Map(
  NAMES.trim()
    .split('\n')
    .flatMap((line, index) =>
      line
        .trim()
        .split(' ')
        .map((name) => [name, index + 1] as const),
    ),
);

/** 1 for January; undefined for what is no month. */
export const monthOf = (name: string): number | undefined =>
  NUMBER_OF.get(
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f.]/g, '')
      .toLowerCase(),
  );
