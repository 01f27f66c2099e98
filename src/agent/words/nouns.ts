// Things that land on a list: groceries, household, other goods. Wide on purpose: narrow lists teach a model to recite
// instead of copying (AGENT-FACTS). Held out by hash (held-out.ts).

const split = (text: string): string[] => text.split(',').map((word) => word.trim());

export const GROCERIES: readonly string[] = split(
  'milk, eggs, bread, butter, cheese, yogurt, cream, sour cream, oat milk, almond milk, soy milk, coconut milk, bananas, apples, ' +
    'oranges, lemons, limes, grapes, strawberries, blueberries, raspberries, peaches, pears, plums, mangoes, pineapple, kiwis, ' +
    'watermelon, avocados, tomatoes, cherry tomatoes, potatoes, sweet potatoes, onions, red onions, garlic, ginger, carrots, celery, ' +
    'cucumbers, lettuce, spinach, kale, broccoli, cauliflower, zucchini, bell peppers, chili peppers, mushrooms, corn, peas, ' +
    'green beans, asparagus, cabbage, leeks, radishes, beets, pumpkin, eggplant, basil, parsley, cilantro, mint, thyme, rosemary, ' +
    'chicken, chicken breast, ground beef, steak, bacon, ham, sausages, turkey, salmon, tuna, shrimp, cod, tofu, tempeh, rice, ' +
    'pasta, spaghetti, noodles, ramen, flour, sugar, brown sugar, salt, pepper, olive oil, vegetable oil, sesame oil, vinegar, ' +
    'soy sauce, ketchup, mustard, mayo, hot sauce, salsa, hummus, peanut butter, jam, honey, maple syrup, cereal, oats, granola, ' +
    'muesli, pancake mix, tortillas, bagels, buns, crackers, chips, popcorn, pretzels, cookies, chocolate, dark chocolate, candy, ' +
    'gum, ice cream, frozen pizza, frozen peas, fish sticks, french fries, soup, canned tomatoes, canned beans, chickpeas, lentils, ' +
    'black beans, coffee, coffee beans, decaf, tea, green tea, orange juice, apple juice, cola, sparkling water, beer, red wine, ' +
    'white wine, whiskey, lemonade, ice cubes, walnuts, almonds, cashews, raisins, dates, cinnamon, vanilla, baking powder, yeast, ' +
    'cocoa, nutmeg, paprika, cumin, curry powder, parmesan, mozzarella, feta, cheddar, cream cheese, cottage cheese, egg noodles, ' +
    'dumplings, kimchi, seaweed, miso, rice vinegar, pita bread, croissants, muffins, cupcakes, apple pie, donuts',
);

export const THINGS: readonly string[] = split(
  'toilet paper, paper towels, napkins, tissues, dish soap, hand soap, shampoo, conditioner, toothpaste, toothbrush, dental floss, ' +
    'mouthwash, deodorant, razor blades, shaving cream, sunscreen, lotion, lip balm, cotton swabs, band-aids, painkillers, vitamins, ' +
    'aspirin, cough syrup, contact lenses, diapers, baby wipes, baby food, formula, cat food, dog food, cat litter, dog treats, ' +
    'bird seed, fish food, light bulbs, batteries, trash bags, garbage bags, aluminum foil, plastic wrap, baking paper, sponges, ' +
    'bleach, laundry detergent, fabric softener, stain remover, window cleaner, broom, mop, bucket, dustpan, vacuum bags, air filter, ' +
    'candles, matches, lighter, duct tape, super glue, nails, screws, screwdriver, hammer, drill, ladder, paint, paint brushes, ' +
    'sandpaper, extension cord, phone charger, usb cable, headphones, mouse pad, keyboard, printer ink, printer paper, envelopes, ' +
    'stamps, pens, pencils, markers, notebook, sticky notes, stapler, scissors, tape, folders, calculator, backpack, lunch box, ' +
    'water bottle, umbrella, raincoat, winter coat, gloves, scarf, socks, underwear, running shoes, sneakers, boots, sandals, ' +
    'swimsuit, towels, bed sheets, pillows, blanket, curtains, rug, lamp, desk, office chair, bookshelf, picture frame, mirror, ' +
    'plant pots, potting soil, fertilizer, garden hose, rake, shovel, seeds, tulips, flowers, birthday card, birthday cake, ' +
    'wrapping paper, gift bag, balloons, party hats, wedding gift, christmas lights, christmas tree, ornaments, board game, puzzle, ' +
    'lego, teddy bear, crayons, coloring book, stroller, car seat, bike pump, bike helmet, bike lock, engine oil, windshield wipers, ' +
    'wiper fluid, snow tires, gas, train tickets, concert tickets, bus pass, passport photos, travel adapter, suitcase, tent, ' +
    'sleeping bag, flashlight, bug spray, camping stove, fishing rod, tennis balls, yoga mat, dumbbells, guitar strings, ' +
    'cutting board, frying pan, wine glasses, coffee filters, can opener, blender, toaster, kettle, baking tray, measuring cup',
);

/** Chores and matters that are spoken of as nouns: "the laundry is done", "taxes". */
export const CHORES: readonly string[] = split(
  'laundry, dishes, vacuuming, ironing, taxes, homework, rent, electricity bill, water bill, phone bill, internet bill, gas bill, ' +
    'grocery shopping, gardening, budget, report, essay, thesis, presentation, slides, term paper, lab report, math homework, ' +
    'spanish homework, reading, workout, yoga, meditation, oil change, car wash, tire change, dentist appointment, doctor appointment, ' +
    'haircut, eye exam, blood test, flu shot, vet appointment, meeting notes, expense report, timesheet, invoice, newsletter, backup, ' +
    'software update, code review, job application, cover letter, resume, visa application, passport renewal, insurance claim, ' +
    'library books, thank you cards, wedding invitations, guest list, seating plan, packing, moving boxes, garage cleanup, ' +
    'attic cleanup, spring cleaning, fridge cleaning, meal prep, birthday party, baby shower, school forms, permission slip, ' +
    'science project, book report, piano practice, guitar practice, swimming lesson, driving test, tax return, car insurance, ' +
    'mortgage papers, lease renewal, bank transfer, performance review, quarterly report, client call, sales pitch, photo album, ' +
    'hotel booking, flight booking, dinner reservation, carpool, dog walk, litter box, fish tank, compost, recycling, trash, ' +
    'leaky faucet, broken window, squeaky door, smoke detector, gutter, lawn, hedge, fence, shed, driveway, windows, bathroom, kitchen',
);

/** Measures that go before groceries: "2 bottles of", "a bag of". */
export const MEASURES: readonly string[] = split(
  'a bottle of, a bag of, a box of, a jar of, a can of, a loaf of, a pack of, a bunch of, a carton of, a kilo of, a pound of, ' +
    'two bottles of, two cans of, three bags of, 2 boxes of, 6 cans of, fresh, organic, cheap, extra, two bags of, 3 packs of, a tub of, a stick of, a slice of, a dozen, half a kilo of, 500 g of, frozen, red, green, whole grain',
);
