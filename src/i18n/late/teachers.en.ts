// Teachers beside the first: who they are, and what each knows best.

export const en = {
  nth: 'Teacher {{n}}',
  remove: 'Remove teacher {{n}}',
  specialty: 'Specialty of teacher {{n}}',
  specialtyHelp:
    'Which part of the classes, in their order, it sees when it is trained (of an agent: of the tools), and which rows a router sends to it. A model that is finished stays as it is.',
  all: 'Everything',
  part: 'Part {{part}} of {{of}}',
  partClasses: 'Part {{part}} of {{of}}: classes {{from}} to {{to}}',
  partClass: 'Part {{part}} of {{of}}: class {{from}}',
} as const;
