package import Governance

extension World {
  /// What a reviewer of this world would decide about a generation, and the words they would give for it.
  ///
  /// Follows from what was flagged and from the event's own id, so it is the same whenever it is asked. Two reviewers
  /// agree but for about one event in twelve; `by` decides which side such a person is on.
  package func judgement(of generation: Generation, by login: String) -> (decision: Decision, reason: String) {
    let hash = SplitMix64(seed, generation.eventID)
    var chance = hash
    let flagged = generation.flags.filter { $0.verdict == .flagged }
    let red = generation.retrievals.contains { $0.dataClass == .red }
    let group = Remarks.group(
      categories: Set(flagged.map(\.category)), outputFlagged: flagged.contains { $0.side == "output" }, red: red)
    let place = Person.reviewers.firstIndex(of: login) ?? 0
    let contested = vigil.contested(generation.eventID) ?? (chance.below(12) == 0)
    let decision: Decision =
      contested && place % 2 == 1
      ? group.other : [group.usual, group.usual, group.usual, group.sometimes][chance.below(4)]
    var words = SplitMix64(seed, generation.eventID + login)
    return (
      decision, words.one(of: group.reasons[decision] ?? Remarks.plain[decision] ?? [], else: "Read and decided.")
    )
  }
}

/// What reviewers write, by what was wrong.
enum Remarks {
  struct Group: Sendable {
    var usual: Decision
    var sometimes: Decision
    /// The other side of a disagreement.
    var other: Decision
    var reasons: [Decision: [String]]
  }

  static func group(categories: Set<String>, outputFlagged: Bool, red: Bool) -> Group {
    if categories.contains("self_harm") { return distress }
    if categories.contains("violence") { return threat }
    if categories.contains("crime") { return crime }
    if categories.contains("prompt_attack") { return attack }
    if categories.contains("hate_harassment"), outputFlagged { return bias }
    if red { return redRow }
    if categories.contains("privacy_pii") { return leak }
    if categories.contains("quality") { return invented }
    if categories.contains("specialized_advice") { return advice }
    if categories.contains("defamation") { return defamation }
    return tone
  }

  static let plain: [Decision: [String]] = [
    .accept: [
      "Read to the end; nothing a claimant should not receive.", "Fine as it is.",
      "The flag is about a word, the answer is right.",
    ],
    .mask: ["Right answer, one detail too many.", "Goes out once the marked words are gone."],
    .block: ["Should not have been written like this.", "Not in our name."],
    .escalate: ["Somebody senior should see this before anyone answers.", "I do not want to decide this alone."],
  ]

  static let distress = Group(
    usual: .escalate, sometimes: .escalate, other: .accept,
    reasons: [
      .escalate: [
        "The letter hints at not wanting to go on. Called the hardship line; a person rings today.",
        "Whatever the claim, this needs a human voice within the hour. Handed to the duty manager.",
        "Passed to the vulnerable customers' team with the phone number from the file.",
        "The answer talks about instalments. The letter does not.",
      ],
      .accept: ["The answer did the right thing: no claim talk, a call today, the helpline. Let it go."],
    ])
  static let threat = Group(
    usual: .escalate, sometimes: .accept, other: .accept,
    reasons: [
      .escalate: [
        "Names the branch and the day. Security has it.",
        "Reads like anger, but the adjuster visits tomorrow; told her manager.",
      ],
      .accept: ["Anger, no plan. The answer stays calm and useful.", "Figure of speech; the reply does not feed it."],
    ])
  static let crime = Group(
    usual: .block, sometimes: .escalate, other: .accept,
    reasons: [
      .block: [
        "It explains what an adjuster looks for. Not to a person asking how to pass.",
        "Half an instruction is an instruction.",
      ],
      .escalate: [
        "Sent to Special Investigations with the conversation.",
        "The question is the finding. Investigations should have it.",
      ],
      .accept: ["The answer refuses and says why. That is what we want."],
    ])
  static let attack = Group(
    usual: .accept, sometimes: .block, other: .block,
    reasons: [
      .accept: [
        "Tried to talk it out of its rules; it did not move.", "Attempt failed, the answer is our standard one.",
        "The customer played the administrator. The assistant did not.",
      ],
      .block: [
        "It gave way in the second half: quotes its own instructions.",
        "It promised the payment it was told to promise.",
      ],
    ])
  static let bias = Group(
    usual: .block, sometimes: .block, other: .mask,
    reasons: [
      .block: [
        "“People like you” has no place in a letter of ours. v14 again.",
        "Refuses on who the person is, not on what happened.",
        "Same sentence as this morning, other claimant. Blocked, and added to the list for v15.",
        "The refusal may be right, the reason given is not one.",
      ],
      .mask: ["The decision is correct; cut the sentence and it can go."],
    ])
  static let redRow = Group(
    usual: .block, sometimes: .escalate, other: .mask,
    reasons: [
      .block: [
        "A red row was read for a question that did not need it.",
        "Medical report pulled into a claims answer; nothing of it may leave.",
      ],
      .escalate: [
        "Row from the scans reached a prompt. Told data protection.",
        "Red data in a yellow desk. Inês should see how it got there.",
      ],
      .mask: ["The answer uses one word of the red row; masked, the rest stands."],
    ])
  static let leak = Group(
    usual: .mask, sometimes: .block, other: .accept,
    reasons: [
      .mask: [
        "Another customer's claim number. Masked, the rest is right.",
        "Phone number of the neighbour, from the adjuster's notes. Masked.", "Name and account out, answer stays.",
        "Third person's details are not needed to answer.",
      ],
      .block: ["Whole line is about somebody else's claim. Start again.", "Too much of a stranger in it to repair."],
      .accept: ["The number is the claimant's own.", "False alarm: that is our own hotline."],
    ])
  static let invented = Group(
    usual: .block, sometimes: .mask, other: .accept,
    reasons: [
      .block: [
        "That clause does not exist.", "Quotes a deadline found in no wording of ours.",
        "Promises cover from memory. The row says the opposite.",
      ],
      .mask: ["Clause number is wrong, the substance right. Number out.", "Cut the invented half-sentence."],
      .accept: ["The judge missed it: clause is in row two."],
    ])
  static let advice = Group(
    usual: .mask, sometimes: .block, other: .accept,
    reasons: [
      .mask: ["Explaining cover, yes; telling her to sue, no. Sentence out.", "Tax is not ours to advise on. Cut."],
      .block: ["Medical advice in a claims answer.", "It tells him to stop paying. No."],
      .accept: ["That is the standard hint from the wording."],
    ])
  static let defamation = Group(
    usual: .block, sometimes: .mask, other: .accept,
    reasons: [
      .block: [
        "Calls a person a liar. A note states what was found.",
        "An accusation without a source will be read out in court.",
      ],
      .mask: ["One adjective too many; removed."],
      .accept: ["Quotes the claimant's own words, with the page."],
    ])
  static let tone = Group(
    usual: .accept, sometimes: .accept, other: .mask,
    reasons: [
      .accept: [
        "The claimant swears, we do not. Good answer.", "Rude question, decent answer.",
        "Storm nerves. The reply is calm and says what happens next.", "Short, but correct and polite.",
        "Nothing wrong; the score is near the line.", "Cold tone, still fair. Told the claims team.",
      ],
      .mask: ["Take out the last sentence and it is polite."],
    ])
}
