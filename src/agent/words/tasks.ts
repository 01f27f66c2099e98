// To-do tasks: a verb, its past, and things it is done to; "@" stands for a person (names.ts). Compositions such as
// "email sarah about the budget" and their past, "emailed sarah about the budget". Held out by object (held-out.ts).

/** A verb with its past form and its objects. */
export interface Task {
  verb: string;
  past: string;
  objects: readonly string[];
}

const TABLE = `
call|called|@, the dentist, the bank, the doctor, the plumber, the landlord, the school, the vet, the electrician, the insurance company, the garage, the pharmacy, the bike shop, the hotel, customer service, the travel agent
phone|phoned|@, the clinic, the airline, the town hall, the tax office, the gas company, the library, the restaurant, the hairdresser
email|emailed|@, @ about the budget, @ about the meeting, @ the slides, @ the report, the client, hr about vacation, the professor, the contract to @, support, the photographer, the venue
text|texted|@, @ back, @ about dinner, @ about saturday, the babysitter, the neighbors, the group, the piano teacher, the address to @
message|messaged|@, the team, the landlord about the heater, @ about the party, the seller, the tutor, the book club, the coach, the movers
buy|bought|milk, cat food, a birthday card, new shoes, flowers for @, a gift for @, train tickets, concert tickets, a lamp, bread and butter, dog food, light bulbs, a new charger, paint for the fence, a cake, stamps, groceries, toothpaste, a bus pass, snacks for the trip, printer ink
get|got|milk, gas, a haircut, cash, stamps, the car washed, more coffee, a flu shot, new glasses, batteries, a spare key, the tires changed, a passport photo, diapers, flowers, cough syrup
pick up|picked up|@, the kids, the dry cleaning, the package, the cake, the prescription, @ from school, @ at the airport, pizza, the rental car, the tickets, the keys, the dog from the groomer, the suit
drop off|dropped off|@, the rent check, the donations, the library books, the package, the kids at school, the car at the garage, the recycling, the samples
pay|paid|the rent, the electricity bill, the phone bill, the credit card, the water bill, the parking ticket, the babysitter, @ back, the invoice, tuition, the gym, the internet bill, the insurance, the plumber
book|booked|a flight, a hotel, a table for four, the dentist, a haircut, the train to berlin, a room, a massage, the tickets, a taxi, the campsite, a meeting room, the photographer
reserve|reserved|a table, a court, a seat, two rooms, the projector, a rental car, the library room, a parking spot
schedule|scheduled|a meeting with @, the interview, a checkup, a call with the client, the inspection, an oil change, the appointment, a playdate, the delivery
cancel|cancelled|the gym membership, the subscription, the dentist, the hotel, the magazine, the appointment, the trial, the order, the cable
renew|renewed|my passport, the car insurance, the library card, my license, the lease, the domain, the visa, the parking permit, the prescription
fix|fixed|the kitchen sink, the bike, the fence, the leaky faucet, the printer, the door handle, the lamp, the wifi, the bug in the login page, the shelf, the window, the dryer, the roof, the toilet
repair|repaired|the heater, the bike tire, the gate, the roof, the laptop, the chair, the dishwasher, the radio, the phone screen
clean|cleaned|the kitchen, the bathroom, the garage, the fridge, the car, the windows, the oven, my room, the fish tank, the grill, the litter box, the attic, the gutters, the coffee machine
wash|washed|the car, the dishes, the dog, the curtains, the windows, the sheets, my hair, the gym clothes, the towels, the bike
vacuum|vacuumed|the living room, the car, the stairs, the bedroom, the carpet, the hallway, the rug, the couch
mop|mopped|the floor, the kitchen, the bathroom floor, the hallway, the garage, the porch, the basement, the entryway
sweep|swept|the porch, the driveway, the garage, the patio, the chimney, the stairs, the balcony, the leaves
fold|folded|the laundry, the towels, the shirts, the sheets, the blankets, the napkins, the baby clothes, the socks
iron|ironed|the shirts, my suit, the dress, the tablecloth, the curtains, my trousers, the uniform, the pillowcases
water|watered|the plants, the garden, the lawn, the tomatoes, the cactus, the roses, the orchids, @'s plants, the christmas tree
feed|fed|the cat, the dog, the fish, the chickens, the baby, the sourdough starter, @'s cat, the birds, the rabbits
walk|walked|the dog, @'s dog, the puppy, to the post office, the kids to school, ten thousand steps, around the lake, grandma's dog
mow|mowed|the lawn, the grass, grandma's lawn, the backyard, the front yard, the neighbor's lawn, the meadow, the field
paint|painted|the fence, the bedroom, the kitchen, the shed, the door, the ceiling, the nursery, my nails, the garage
plant|planted|the tulips, tomatoes, the apple tree, the herbs, the roses, garlic, the hedge, the bulbs, some basil
trim|trimmed|the hedge, the tree, my beard, the bushes, the cat's claws, the roses, the grapevine, the dog's nails
rake|raked|the leaves, the lawn, the yard, the gravel, the sand, the flower bed, the hay, the garden path
take out|took out|the trash, the recycling, the garbage, the compost, the dog, the bins, the chicken from the freezer, the christmas lights
throw out|threw out|the old magazines, the leftovers, the broken chair, the mattress, the expired medicine, the boxes, the old paint, the moldy bread
do|did|the laundry, the dishes, my taxes, the homework, yoga, the ironing, the grocery shopping, my stretches, the vacuuming, the backup, the crossword, the math exercises, the paperwork
make|made|dinner, a dentist appointment, the bed, lunch for tomorrow, a cake for @, soup, a reservation, pancakes, the guest list, a playlist for the party, copies of the key
cook|cooked|dinner, rice, the turkey, lentil soup, pasta for the kids, the chili, the beans, sunday roast, curry
bake|baked|a cake, bread, cookies for the school fair, muffins, an apple pie, banana bread, the pizza, brownies for @
order|ordered|pizza, the birthday cake, new glasses, the textbooks, contact lenses, a new router, printer paper, the parts, the flowers, sushi
return|returned|the library books, the shoes, the amazon package, the dress, the drill to @, the rental car, the jacket, the borrowed tent, the keys
send|sent|the invoice, the package, the report to @, a postcard to @, the invitations, the contract, flowers to @, thank you cards, the photos to grandma, the application, the tax forms
mail|mailed|the letter, the package to @, the tax return, the birthday card, the check, the forms, the rebate, the postcards
reply|replied|to @, to the email from @, to the invitation, to the landlord, to the recruiter, to the survey, to the school, to the comments
write|wrote|the report, a letter to @, the essay, a thank you note, the speech, the blog post, chapter three, the meeting notes, a cover letter, the code for the homework, the newsletter
finish|finished|the report, the presentation, the essay, the puzzle, the book, the slides, my homework, the thesis chapter, the scarf, the budget, the online course
read|read|chapter five, the contract, the article @ sent, the manual, two papers, the book for class, the lease, the minutes, the terms
review|reviewed|the budget, the pull request, the contract, @'s draft, the slides, the resumes, my notes, the proposal, the code
study|studied|for the exam, french, chapter seven, for the biology test, algebra, the map, spanish verbs, for the driving test
practice|practiced|the piano, guitar, my speech, the violin, spanish, free throws, scales, the presentation, parallel parking
print|printed|the tickets, the boarding pass, the report, the photos, the form, the labels, the recipe, the map, the contract
scan|scanned|the receipts, the contract, my passport, the old photos, the documents, the tax papers, the signed form, the letters
sign|signed|the lease, the permission slip, the contract, the birthday card, the petition, the school form, the papers, up for the gym, up for swimming lessons
submit|submitted|the report, the timesheet, my application, the homework, the expenses, the tax return, the abstract, the grant proposal, the assignment
file|filed|my taxes, the expenses, the insurance claim, the complaint, the receipts, the patent, the report, the paperwork
update|updated|my resume, the website, the spreadsheet, the laptop, the phone, the address book, the roadmap, the calendar, the password
back up|backed up|my phone, the laptop, the photos, the server, the database, the hard drive, my files, the website
charge|charged|the phone, the camera, my headphones, the bike lights, the car, the laptop, the toothbrush, the drill, the tablet
check|checked|the oil, the mail, the tire pressure, the smoke detector, on @, my bank account, the oven, the weather for the hike, the test results, the flight status, the lottery numbers
replace|replaced|the light bulb, the air filter, the batteries, the wiper blades, the water filter, the smoke detector, the broken tile, the toothbrush
change|changed|the sheets, the oil, the light bulb, the password, the cat litter, the tires, the diapers, the water filter, the locks
install|installed|the new router, the shelves, the update, the dishwasher, the curtain rod, the car seat, the smoke alarm, the printer driver
assemble|assembled|the bookshelf, the crib, the desk, the new bed, the grill, the bike, the wardrobe, the swing
hang|hung|the picture, the curtains, the mirror, the laundry, the lights, the bird feeder, the poster, the coats
pack|packed|for the trip, my suitcase, lunch, the car, the boxes, the gym bag, the tent, the school bags, snacks
unpack|unpacked|the suitcase, the boxes, the groceries, the dishwasher, the camping gear, the new phone, the picnic, the books
organize|organized|the closet, the garage, my desk, the photos, the pantry, the bookshelf, the receipts, the toolbox, the spice rack
sort|sorted|the mail, the laundry, the recycling, my emails, the photos, the toys, the receipts, out the insurance
move|moved|the couch, the car, the boxes to the attic, the meeting to monday, the bed, the plants inside, the piano, money to savings
plan|planned|the trip, the birthday party, dinner with @, the workshop, the menu, next week, the wedding, the garden, the road trip
prepare|prepared|the slides, for the interview, dinner, the agenda, the guest room, the lesson, my speech, the taxes, the picnic
research|researched|flights, new laptops, preschools, the topic, hotels in rome, health insurance, bike routes, dog breeds
visit|visited|@, the museum, grandma, the new apartment, my parents, the farmers market, the zoo with @, @ in the hospital, the bank
meet|met|@, @ for coffee, @ for lunch, the teacher, the client, the new neighbors, the real estate agent, my study group, @ at the station
invite|invited|@, @ to dinner, the neighbors, the team, the cousins, @ to the party, my parents for sunday, the class
thank|thanked|@, @ for the gift, the host, the volunteers, the nurse, grandma, the team, the teacher
ask|asked|@ about the trip, the boss for a raise, the doctor about the rash, @ for the recipe, @ for help, the landlord about parking, the teacher about homework, @ to lunch
tell|told|@ the news, @ about the party, @ the wifi password, the boss about vacation, the kids, @ about the leak, the class, the neighbors
remind|reminded|@ about the meeting, @ to vote, the kids about homework, @ about the rent, the team about the deadline, @ to call back, dad about the pills, mom about lunch
help|helped|@ move, @ with homework, grandma with the computer, @ with the garden, the kids build a fort, @ study, dad with the car, @ pack
watch|watched|the lecture, the new episode, @'s kids, the documentary, the game, the tutorial, the training video, the sunset
try|tried|the new recipe, the thai place, the running shoes on, that podcast, yoga, the new cafe with @, the vr headset, the bread machine
take|took|my pills, the dog to the vet, @ to the airport, vitamins, the medicine, a walk, the car to the garage, the bins out, @ to practice, photos of the flat
bring|brought|the cake, the documents, an umbrella, @ the book, snacks, the folding chairs, the laptop charger, wine to the party, the permission slip
find|found|the passport, my keys, a plumber, a babysitter, the lost sock, a dog sitter, the receipt, a new apartment, the charger
sell|sold|the old bike, the couch, the tickets, my guitar, the textbooks, the car, the old phone, the stroller
donate|donated|old clothes, blood, the toys, the books, the winter coats, canned food, the old laptop, the crib
download|downloaded|the tickets, the update, the boarding pass, the photos, the bank statement, a map of rome, the podcast, the tax software
learn|learned|the lyrics, ten new words, to juggle, the chords, the choreography, my lines, some italian, the dance
clear|cleared|the driveway, my inbox, the table, the snow, the browser history, the gutters, the desk, the drain
set up|set up|the new phone, the printer, the tent, a meeting with @, the crib, the projector, direct deposit, the router
turn off|turned off|the heater, the sprinklers, the oven, the lights in the garage, the alarm, the water, the iron, the christmas lights
measure|measured|the windows, the bedroom, the desk, the door frame, my waist, the flour, the garden, the shelf
lock|locked|the back door, the shed, the bike, the windows, the gate, the car, the garage, the safe
`;

export const TASKS: readonly Task[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [verb, past, objects] = line.split('|');
    return { verb: verb!, past: past!, objects: objects!.split(', ') };
  });
