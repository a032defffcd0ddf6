import type { FieldWords } from './with-words.ts';

/** Of drops, timetables, calls and standing instructions; beside `FIELD_WORDS`, in the same form. */
export const PROGRAMME_WORDS: FieldWords = {
  product: ['What the squad gets before everybody else.', 'Alpine sock'],
  opensAt: ['When the drop opens to everybody.', '2026-11-20T17:00:00.000Z'],
  membersFrom: [
    'From when the links of the squad’s members lead on; left out: at once.',
    '2026-11-20T12:00:00.000Z',
  ],
  endsAt: ['When the drop is over; left out: nothing is late.', '2026-11-27T17:00:00.000Z'],
  earlyDestination: [
    'Where links lead before the drop opens; left out: to a page that says when it does.',
    'https://shop.example.com/soon',
  ],
  timing: 'Before the drop opens to everybody, while it is on, or after its end.',
  member: 'Whether the creator was of the squad on the day of the post.',
  early: ['Before the drop opens to everybody, by members’ links.', 12],
  onTime: ['While it is on.', 240],
  held: ['Taps that came too early and led nowhere; they are no clicks.', 31],
  comparison: 'The drop’s posts beside the squad’s ordinary ones, by the clicks of their first seven days.',
  'comparison.drop': 'The posts of the drop that are a week old.',
  ordinary: 'The squad’s posts of no drop that are a week old.',
  median: ['Clicks of the middle post.', 84],
  better: [
    'How often a post of the drop had more clicks than an ordinary one, 0–1; 0.5: no difference.',
    0.71,
  ],
  p: ['How often chance alone would differ as much (rank sum, two-sided).', 0.03],
  dropId: 'The drop.',
  standingInstructions:
    'What no post may say or show, whatever its stage; a campaign’s own come beside them.',
  'standingInstructions.instruction': ['What must not be said or shown.', 'No medical claims'],
  words: ['Words that give a caption away; they are pointed at, not judged.', ['cure', 'heal']],
  caption: ['What the post says under its picture.', 'Warm feet all winter'],
  instructions: ['The negative instructions that hold for the post, by name.', ['No medical claims']],
  hints: 'Words in the caption that an instruction names: to be looked at, no verdict.',
  'hints.instruction': ['The instruction that names the word.', 'No medical claims'],
  word: ['The word.', 'cure'],
};
