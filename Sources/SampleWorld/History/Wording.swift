/// What people write when they ask for a promotion, or sign one.
enum Wording {
  static let toStaging = [
    "Ready to run beside the current one.", "The figures are in; let the desk try it.",
    "Wanted on staging before the team's Thursday session.",
    "All suites done, one reader outside the team has seen it.",
    "So that the handlers can compare old and new on their own cases.", "Next step as planned in the team's board.",
  ]
  static let staging = [
    "Staging is what staging is for.", "Read the change; nothing here that a few days of use would not show.",
    "Figures complete. Go ahead.", "Fine for staging. For production I want to see the pairs side by side.",
    "The change is what the note says it is.", "Seen with the author on a call, no objection.",
  ]
  static let production = [
    "Read the difference line by line and the forty worst answers. I would sign every one of them.",
    "Figures above the limits with room to spare, sample large enough. Signed.",
    "I tried the seven sentences that broke the last version; it holds.",
    "Contract, data class and region checked. Nothing changes for the customer's data.",
    "Small change, well argued, and the way back is the old version, still warm.",
    "The owner answered my two questions in the comments; I am content.",
    "Compared against production on last week's cases: better in tone, equal in substance.",
    "Spot checks in two languages, twenty each. One oddity, harmless, noted for the next version.",
    "The limit it is closest to is cost, and the owner knows.",
    "Signed after its time on staging without an incident.",
    "The reason for the change is a real complaint, and the change answers it.",
    "No new data, no new purpose, better wording.",
  ]
  static let takeover = [
    "Confirms what runs already; the next version goes through the gate.",
    "Taken over as found. Owner, data and purpose are named, which is the point.",
    "Signed for the record. Figures are modest and I have said so to the owner.",
    "Seen in use at the desk; matches what is registered here.",
    "Registered bodies compared with the running configuration: equal.",
  ]
}
