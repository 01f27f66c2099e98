// People: first names, family and the roles that to-do items mention. Names are held out by hash (held-out.ts).

export const NAMES: readonly string[] = (
  'sarah tom anna mike lisa john maria david emma james olivia liam noah ava sophia isabella mia charlotte amelia harper ' +
  'evelyn abigail emily ella grace chloe zoe lily hannah nora lucy leah alice ruby eva clara julia laura rachel rebecca ' +
  'jessica ashley amanda megan nicole kate katie amy karen susan linda nancy carol diane helen irene joan ' +
  'ethan lucas mason logan oliver henry jack leo max sam ben adam alex andrew anthony brian carl charlie chris dan daniel ' +
  'dylan eric frank fred gary george greg ian jacob jake jason jeff joe jordan josh justin keith kevin kyle larry luke ' +
  'mark martin matt michael nathan nick oscar patrick paul peter phil ray rob robert ryan scott sean simon steve stuart ' +
  'theo tim tony victor walter will zach wei li ming hiro yuki kenji aiko ravi priya anil sanjay deepa fatima omar ali ' +
  'hassan leila yusuf ivan olga dmitri natasha pablo carlos diego lucia sofia elena marco giulia paolo pierre amelie ' +
  'hans greta lars ingrid freya bjorn kofi amara chidi ngozi thabo mei jin soo min tariq zara nadia miguel juan rosa ines'
).split(' ');

/** Family and roles, with the article that people use. */
export const PEOPLE: readonly string[] = (
  'mom, dad, mum, grandma, grandpa, granny, my sister, my brother, my wife, my husband, my boss, my landlord, my aunt, ' +
  'my uncle, my cousin, my parents, my mother, my father, my daughter, my son, my girlfriend, my boyfriend, my roommate, ' +
  'my neighbor, my lawyer, my accountant, my teacher, my coach, my manager, my doctor, my dentist, my therapist, the team, ' +
  'the office, the client, the kids, the neighbors, the in-laws, the babysitter, the professor, hr, my grandmother, nana'
).split(', ');
