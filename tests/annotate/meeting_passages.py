"""Invented passages that tell of meetings, with what must be found in each: (field, passage, meetings), a meeting as a dict of state, round, day and parts.

Those who lead or sit for a side are "name@side". Peace talks, unions and studios, labour disputes, coalitions, hostages, climate, trade, and what is
no meeting.
"""

from typing import Any

PASSAGES: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "peace",
        "Maravia and Sorland held a second round of talks in the border town of Lindmark on Tuesday.",
        [{"state": "held", "round": 2, "party": ["Maravia", "Sorland"], "venue": ["border town of Lindmark"], "day": "Tuesday"}],
    ),
    (
        "peace",
        "The third round of talks between Maravia and Sorland will be held on Monday at the Hotel Meridian in Lindmark.",
        [{"state": "planned", "round": 3, "party": ["Maravia", "Sorland"], "venue": ["Hotel Meridian in Lindmark"], "day": "Monday"}],
    ),
    (
        "peace",
        "Delegations from Norway and Portugal met in Geneva on Friday for talks brokered by Oman.",
        [{"state": "held", "party": ["Norway", "Portugal"], "venue": ["Geneva"], "mediator": ["Oman"], "day": "Friday"}],
    ),
    (
        "peace",
        "Norway's delegation was led by Foreign Minister Ingrid Dahl. The talks with Portugal, mediated by Oman, began in Muscat on Sunday.",
        [{"state": "held", "party": ["Portugal"], "leader": ["Ingrid Dahl@Norway"], "mediator": ["Oman"], "venue": ["Muscat"], "day": "Sunday"}],
    ),
    ("peace", "Talks between Norway and Portugal were adjourned on Wednesday after six hours.", [{"state": "adjourned", "party": ["Norway", "Portugal"]}]),
    (
        "peace",
        "Portugal called off a meeting with Norway that had been planned for Thursday in Vienna.",
        [{"state": "cancelled", "party": ["Portugal", "Norway"], "day": "Thursday", "venue": ["Vienna"]}],
    ),
    ("peace", "The second round of negotiations was postponed until Friday, the mediator said.", [{"state": "postponed", "round": 2, "day": "Friday"}]),
    (
        "peace",
        "Norway and Portugal agreed to hold a fourth round of talks next week by video link.",
        [{"state": "planned", "round": 4, "party": ["Norway", "Portugal"], "means": ["by video link"], "day": "next week"}],
    ),
    (
        "peace",
        "Portugal's chief negotiator, Rui Matos, said the talks with Norway in Lisbon on Monday had ended without a deal.",
        [{"state": "held", "party": ["Norway"], "leader": ["Rui Matos@Portugal"], "venue": ["Lisbon"], "day": "Monday"}],
    ),
    (
        "peace",
        "Oman, which hosted the first round of talks between Norway and Portugal in March, offered to host a second round.",
        [{"state": "held", "round": 1, "party": ["Norway", "Portugal"], "host": ["Oman"]}, {"state": "offered", "round": 2, "host": ["Oman"]}],
    ),
    (
        "peace",
        "President Ana Sousa refused to meet Norway's prime minister, Lars Vik, on Saturday.",
        [{"state": "refused", "party": ["Norway"], "day": "Saturday"}],
    ),
    (
        "peace",
        "Envoys of Norway and Portugal met for the fifth time on Sunday under the auspices of the United Nations.",
        [{"state": "held", "party": ["Norway", "Portugal"], "mediator": ["the United Nations"], "day": "Sunday"}],
    ),
    (
        "peace",
        "Norwegian-Portuguese talks opened in Vienna on Monday.",
        [{"state": "held", "party": ["Norway", "Portugal"], "venue": ["Vienna"], "day": "Monday"}],
    ),
    (
        "peace",
        "Omani-mediated talks between the rebels and the government of Portugal collapsed on Monday.",
        [{"state": "held", "party": ["Portugal", "rebels"], "mediator": ["Oman"], "day": "Monday"}],
    ),
    (
        "peace",
        "After the second round of talks ended in Vienna on Tuesday, the two sides said a third round would be held on Saturday.",
        [{"state": "held", "round": 2, "venue": ["Vienna"], "day": "Tuesday"}, {"state": "planned", "round": 3, "day": "Saturday"}],
    ),
    ("peace", "Norway proposed a meeting with Portugal on neutral ground in Vienna.", [{"state": "offered", "party": ["Norway", "Portugal"]}]),
    (
        "peace",
        "Foreign Minister Ingrid Dahl of Norway will lead the delegation. Negotiators from Norway and Portugal will meet in Vienna on Thursday.",
        [{"state": "planned", "party": ["Norway", "Portugal"], "leader": ["Ingrid Dahl@Norway"], "venue": ["Vienna"], "day": "Thursday"}],
    ),
    (
        "union",
        "The actors' union and the studios will return to the bargaining table on Monday, with federal mediator Ruth Okafor present.",
        [{"state": "planned", "party": ["actors' union", "studios"], "mediator": ["Ruth Okafor"], "day": "Monday"}],
    ),
    (
        "union",
        "Negotiators for the writers' guild and the studios met for a third session on Tuesday in Burbank.",
        [{"state": "held", "round": 3, "party": ["writers' guild", "studios"], "venue": ["Burbank"], "day": "Tuesday"}],
    ),
    ("union", "The studios walked out of talks with the writers' guild on Friday.", [{"state": "adjourned", "party": ["studios", "writers' guild"]}]),
    (
        "union",
        "Dana Reyes, the union's lead negotiator, said a fresh round of talks with the studios was scheduled for Wednesday.",
        [{"state": "planned", "party": ["studios"], "leader": ["Dana Reyes@union"], "day": "Wednesday"}],
    ),
    (
        "union",
        "Contract negotiations between the nurses' union and Lakeview Hospital resumed on Thursday with the help of a state mediator.",
        [{"state": "held", "party": ["nurses' union", "Lakeview Hospital"], "mediator": ["state mediator"], "day": "Thursday"}],
    ),
    ("union", "The pilots' union rejected an offer of talks from Skyways on Monday.", [{"state": "refused", "party": ["pilots' union", "Skyways"]}]),
    (
        "union",
        "The teachers' union and the school district are to meet on Sunday evening at district headquarters.",
        [{"state": "planned", "party": ["teachers' union", "school district"], "venue": ["district headquarters"], "day": "Sunday evening"}],
    ),
    (
        "labour",
        "A federal mediator brought the dockers' union and Harbor Lines together in Oakland on Tuesday for talks that lasted nine hours.",
        [{"state": "held", "party": ["dockers' union", "Harbor Lines"], "mediator": ["federal mediator"]}],
    ),
    (
        "labour",
        "Talks between the dockers' union and the port operators broke down on Sunday.",
        [{"state": "held", "party": ["dockers' union", "port operators"], "day": "Sunday"}],
    ),
    (
        "labour",
        "The railway and its drivers agreed on Friday to resume negotiations, mediated by the former labour secretary Ellen Price.",
        [{"state": "planned", "mediator": ["Ellen Price"]}],
    ),
    (
        "labour",
        "The bus company cancelled Monday's bargaining session with the drivers' union.",
        [{"state": "cancelled", "party": ["bus company", "drivers' union"], "day": "Monday"}],
    ),
    ("labour", "No new talks between the miners' union and Coalcorp have been scheduled.", [{"state": "denied", "party": ["miners' union", "Coalcorp"]}]),
    (
        "labour",
        "The union's bargaining team, headed by Joe Lund, met company officials on Wednesday.",
        [{"state": "held", "leader": ["Joe Lund@union"], "day": "Wednesday"}],
    ),
    (
        "coalition",
        "The Liberals and the Greens opened coalition talks in Carrow on Monday.",
        [{"state": "held", "party": ["Liberals", "Greens"], "venue": ["Carrow"], "day": "Monday"}],
    ),
    (
        "coalition",
        "The Social Democrats broke off coalition negotiations with the Farmers' Party on Thursday.",
        [{"state": "adjourned", "party": ["Social Democrats", "Farmers' Party"]}],
    ),
    (
        "coalition",
        "Leaders of the Centre Party and the Left Alliance will hold a first round of exploratory talks on Wednesday.",
        [{"state": "planned", "round": 1, "party": ["Centre Party", "Left Alliance"], "day": "Wednesday"}],
    ),
    (
        "coalition",
        "Exploratory talks between the Conservatives and the Greens stalled on Friday over rents.",
        [{"state": "adjourned", "party": ["Conservatives", "Greens"], "day": "Friday"}],
    ),
    (
        "coalition",
        "President Olga Brandt invited the leaders of the Greens and the Liberals to talks at the palace on Tuesday.",
        [{"state": "offered", "party": ["Greens", "Liberals"], "venue": ["palace"]}],
    ),
    (
        "hostage",
        "Police negotiators spoke with the gunman by telephone. Negotiations with the kidnappers were under way on Monday, police said.",
        [{"state": "held", "party": ["kidnappers"], "day": "Monday"}],
    ),
    (
        "hostage",
        "A delegation from Hamar arrived in Cairo on Sunday for talks with Egyptian mediators on a hostage deal.",
        [{"state": "planned", "venue": ["Cairo"], "mediator": ["Egypt"], "day": "Sunday"}],
    ),
    (
        "hostage",
        "The kidnappers cancelled a meeting with tribal elders that was due on Wednesday.",
        [{"state": "cancelled", "party": ["kidnappers", "tribal elders"], "day": "Wednesday"}],
    ),
    (
        "hostage",
        "Indirect talks between Israel and the hostage-takers, mediated by Qatar and Egypt, resumed in Doha on Thursday.",
        [{"state": "held", "party": ["Israel", "hostage-takers"], "mediator": ["Qatar", "Egypt"], "venue": ["Doha"], "day": "Thursday"}],
    ),
    (
        "climate",
        "Ministers from 40 countries will meet in Nairobi in June for a climate summit hosted by Kenya.",
        [{"state": "planned", "host": ["Kenya"], "venue": ["Nairobi"], "day": "June"}],
    ),
    (
        "climate",
        "The climate summit, chaired by Brazil's environment minister, Paula Reis, opened in Belem on Monday.",
        [{"state": "held", "chair": ["Paula Reis"], "venue": ["Belem"], "day": "Monday"}],
    ),
    (
        "climate",
        "India and Brazil will hold a second round of climate talks in Delhi in May.",
        [{"state": "planned", "round": 2, "party": ["India", "Brazil"], "venue": ["Delhi"], "day": "May"}],
    ),
    (
        "climate",
        "Norway's delegation to the talks in Nairobi on Monday includes Energy Minister Tor Hagen and Anne Moe.",
        [{"venue": ["Nairobi"], "member": ["Tor Hagen@Norway", "Anne Moe@Norway"], "day": "Monday"}],
    ),
    (
        "trade",
        "Canada and Mexico wrapped up a seventh round of trade negotiations in Ottawa on Friday.",
        [{"state": "held", "round": 7, "party": ["Canada", "Mexico"], "venue": ["Ottawa"], "day": "Friday"}],
    ),
    (
        "trade",
        "Canadian Trade Minister Joan Roy met her Mexican counterpart, Luis Vega, in Ottawa on Friday.",
        [{"state": "held", "party": ["Canada", "Mexico"], "member": ["Joan Roy@Canada", "Luis Vega@Mexico"], "venue": ["Ottawa"], "day": "Friday"}],
    ),
    ("none", "Anna met her brother at a bar in Lisbon on Friday.", []),
    ("none", "The board held its annual meeting on Tuesday in Oslo.", []),
    ("none", "The boxer won in the second round on Saturday.", []),
    ("none", "Voters go to the polls for the second round of the election on Sunday.", []),
    ("none", "The cabinet meeting on Monday approved the budget.", []),
    ("none", "She gave a talk on birds at the library on Monday.", []),
    ("none", "Climbers reached the summit of the mountain in the third week.", []),
    ("none", "The start-up raised ten million in a second round of funding on Friday.", []),
    ("none", "The minister said he was ready for talks.", []),
    (
        "peace",
        "Kenya and Somalia concluded a sixth round of border talks in Djibouti on Thursday.",
        [{"state": "held", "round": 6, "party": ["Kenya", "Somalia"], "venue": ["Djibouti"], "day": "Thursday"}],
    ),
    (
        "peace",
        "The fighting went on as envoys from Chad and Sudan sat down in Addis Ababa on Wednesday for a new round of talks hosted by the African Union.",
        [{"state": "held", "party": ["Chad", "Sudan"], "venue": ["Addis Ababa"], "host": ["African Union"], "day": "Wednesday"}],
    ),
    (
        "peace",
        "Swiss mediators said Chad had pulled out of talks with Sudan that were due to begin on Monday in Geneva.",
        [{"state": "adjourned", "party": ["Chad", "Sudan"], "mediator": ["Switzerland"]}],
    ),
    (
        "peace",
        "Peru's president, Rosa Quispe, met her Chilean counterpart, Diego Mora, at a mountain lodge near Arica on Sunday.",
        [
            {
                "state": "held",
                "party": ["Peru", "Chile"],
                "member": ["Rosa Quispe@Peru", "Diego Mora@Chile"],
                "venue": ["mountain lodge near Arica"],
                "day": "Sunday",
            }
        ],
    ),
    ("peace", "A planned summit between Peru and Chile was scrapped on Tuesday.", [{"state": "cancelled", "party": ["Peru", "Chile"]}]),
    (
        "peace",
        "Peru will send a delegation headed by its deputy foreign minister, Luz Paredes, to negotiations with Chile in Quito next Friday.",
        [{"state": "planned", "party": ["Chile"], "leader": ["Luz Paredes@Peru"], "venue": ["Quito"], "day": "next Friday"}],
    ),
    (
        "peace",
        "Talks between Peru and Chile could resume as early as Saturday, officials said.",
        [{"state": "possible", "party": ["Peru", "Chile"], "day": "Saturday"}],
    ),
    ("peace", "Chile denied that any meeting with Peru had taken place in Quito.", [{"state": "denied", "party": ["Peru"], "venue": ["Quito"]}]),
    (
        "union",
        "Pilots and the airline Skyjet broke off negotiations late on Tuesday after a tenth session.",
        [{"state": "adjourned", "party": ["Pilots", "airline Skyjet"]}],
    ),
    (
        "union",
        "The screenwriters' guild and the studio alliance are scheduled to hold a fourth bargaining session on Wednesday.",
        [{"state": "planned", "round": 4, "party": ["screenwriters' guild", "studio alliance"], "day": "Wednesday"}],
    ),
    (
        "union",
        "Maria Stone, who heads the guild's negotiating committee, said the studios had called off Thursday's talks.",
        [{"state": "cancelled", "party": ["studios"], "day": "Thursday"}],
    ),
    ("union", "Teachers and the city reached no deal in talks brokered by the mayor on Monday.", [{"state": "held", "mediator": ["mayor"], "day": "Monday"}]),
    (
        "labour",
        "A federal mediator, Joan Hill, has called the rail unions and the carriers to a meeting in Chicago on Monday.",
        [{"party": ["rail unions", "carriers"], "mediator": ["Joan Hill"], "venue": ["Chicago"], "day": "Monday"}],
    ),
    (
        "labour",
        "Negotiations between Steelco and its workers, suspended last week, will resume on Monday under a state conciliator.",
        [{"state": "planned", "party": ["Steelco", "workers"], "mediator": ["state conciliator"], "day": "Monday"}],
    ),
    (
        "labour",
        "The bus drivers' union refused to attend talks with Metro Lines on Friday.",
        [{"state": "refused", "party": ["bus drivers' union", "Metro Lines"], "day": "Friday"}],
    ),
    (
        "labour",
        "Management and the machinists met for a second day of talks on Tuesday at a hotel near the airport.",
        [{"state": "held", "party": ["Management", "machinists"], "venue": ["hotel near the airport"], "day": "Tuesday"}],
    ),
    ("coalition", "The Greens called off exploratory talks with the Conservatives on Sunday.", [{"state": "cancelled", "party": ["Greens", "Conservatives"]}]),
    (
        "coalition",
        "Negotiators for the Labour Party and the Free Democrats will meet again on Thursday in the parliament building.",
        [{"state": "planned", "party": ["Labour Party", "Free Democrats"], "venue": ["parliament building"], "day": "Thursday"}],
    ),
    (
        "coalition",
        "The second round of coalition negotiations between the Centre Party and the Reform Party ended late on Monday.",
        [{"state": "held", "round": 2, "party": ["Centre Party", "Reform Party"], "day": "Monday"}],
    ),
    (
        "coalition",
        "Party leaders Erik Holm and Sara Lund held a video call on Saturday to discuss a coalition.",
        [{"state": "held", "party": ["Erik Holm", "Sara Lund"], "day": "Saturday"}],
    ),
    (
        "hostage",
        "Egyptian mediators met leaders of the armed group in Cairo on Saturday.",
        [{"state": "held", "mediator": ["Egypt"], "party": ["armed group"], "venue": ["Cairo"], "day": "Saturday"}],
    ),
    ("hostage", "The government ruled out talks with the hijackers.", [{"state": "refused", "party": ["government", "hijackers"]}]),
    (
        "hostage",
        "Negotiators from the army and the rebels talked by telephone on Friday about the captives.",
        [{"state": "held", "party": ["army", "rebels"], "means": ["by telephone"], "day": "Friday"}],
    ),
    (
        "hostage",
        "Qatar is mediating talks between Israel and the militants on the release of hostages.",
        [{"mediator": ["Qatar"], "party": ["Israel", "militants"]}],
    ),
    (
        "climate",
        "Delegates from Fiji and Samoa will meet Australian officials in Suva on Tuesday before the climate summit.",
        [{"state": "planned", "party": ["Fiji", "Samoa", "Australia"], "venue": ["Suva"], "day": "Tuesday"}],
    ),
    ("climate", "The climate conference in Lima was adjourned on Friday without agreement.", [{"state": "adjourned", "venue": ["Lima"], "day": "Friday"}]),
    (
        "trade",
        "A third round of trade talks between Japan and Vietnam is expected in Hanoi in July.",
        [{"state": "planned", "round": 3, "party": ["Japan", "Vietnam"], "venue": ["Hanoi"], "day": "July"}],
    ),
    (
        "trade",
        "Japan's delegation, led by Trade Minister Kenji Mori, arrived in Hanoi on Sunday for the talks with Vietnam.",
        [{"party": ["Vietnam"], "leader": ["Kenji Mori@Japan"], "venue": ["Hanoi"], "day": "Sunday"}],
    ),
    ("none", "The committee's meeting lasted three hours.", []),
    ("none", "The band talked with fans after the show on Friday.", []),
    ("none", "He was knocked out in the third round on Sunday.", []),
    ("none", "The school held a parents' meeting on Thursday.", []),
    ("none", "She met her husband in Rome in 2019.", []),
    ("none", "The plan met with criticism from farmers.", []),
    ("none", "The factory meets European standards, the minister said on Monday.", []),
    ("none", "The first round of layoffs begins in May.", []),
]
