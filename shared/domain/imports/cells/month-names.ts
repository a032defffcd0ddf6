/** The months as exports and people write them, without accents and full stops: English, German, French, Spanish. */
const NAMES = `
  january jan januar janner janvier janv enero ene
  february feb februar fevrier fevr febrero
  march mar marz mrz mars marzo
  april apr avril avr abril abr
  may mai mayo
  june jun juni juin junio
  july jul juli juillet juil julio
  august aug aout agosto ago
  september sep sept septembre septiembre
  october oct oktober okt octobre octubre
  november nov novembre noviembre
  december dec dezember dez decembre diciembre dic`;

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
