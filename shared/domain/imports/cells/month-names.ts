/**
 * The months as exports and people write them, without accents and full stops: English, German, French,
 * Spanish, Italian, Dutch, Portuguese, Polish, Swedish, Danish, Norwegian, Finnish, Czech, Slovak, Hungarian, Romanian, Turkish. Not `listopad`, which is November in Poland and October in Croatia.
 */
const NAMES = `
  january jan januar janner janvier janv enero ene gennaio gen januari janeiro stycznia styczen tammikuuta tammikuu ledna leden januara ianuarie ocak
  february feb februar fevrier fevr febrero febbraio februari fevereiro fev lutego luty helmikuuta helmikuu unora unor februara februarie subat
  march mar marz mrz mars marzo maart mrt marco marca marzec marts maaliskuuta maaliskuu brezna brezen marcius martie mart
  april apr avril avr abril abr aprile kwietnia kwiecien huhtikuuta huhtikuu dubna duben aprila aprilis aprilie nisan
  may mai mayo maggio mag mei maio maj maja toukokuuta toukokuu kvetna kveten majus mayis
  june jun juni juin junio giugno giu junho czerwca czerwiec kesakuuta kesakuu cervna cerven juna junius iunie haziran
  july jul juli juillet juil julio luglio lug julho lipca lipiec heinakuuta heinakuu cervence cervenec jula julius iulie temmuz
  august aug aout agosto ago augustus augusti sierpnia sierpien elokuuta elokuu srpna srpen augusta augusztus agustos
  september sep sept septembre septiembre settembre setembro set wrzesnia wrzesien syyskuuta syyskuu zari septembra szeptember septembrie eylul
  october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik lokakuuta lokakuu rijna rijen oktobra octombrie ekim
  november nov novembre noviembre novembro marraskuuta marraskuu listopadu novembra noiembrie kasim
  december dec dezember dez decembre diciembre dic dicembre dezembro dez grudnia grudzien joulukuuta joulukuu prosince prosinec decembra decembrie aralik`;

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
