extension Team {
  static let all = [
    Team(key: "ai-office", name: "AI Office", about: "Governs what the other teams build and signs what may go live."),
    Team(key: "claims", name: "Claims", about: "Home, motor and travel claims from the first notice to payment."),
    Team(key: "onboarding", name: "Customer Onboarding", about: "Knows who our customers are before we insure them."),
    Team(key: "fraud", name: "Special Investigations", about: "Looks into claims that do not add up."),
    Team(
      key: "underwriting", name: "Underwriting", about: "Prices commercial and life risks, and reads the medical side."),
    Team(key: "customer-care", name: "Customer Care", about: "Answers questions about cover, complaints and letters."),
  ]
}

extension Person {
  static let all = [
    Person(
      login: "ada.lindqvist", name: "Ada Lindqvist", team: "ai-office", roles: ["reviewer", "approver"],
      languages: ["en", "de", "fr"], about: "Reviews the hard cases in the morning and signs promotions after lunch."),
    Person(
      login: "mats.ek", name: "Mats Ekman", team: "ai-office", roles: ["approver"], languages: ["en", "de"],
      about: "Model risk; asks for the sample size before he asks for the score."),
    Person(
      login: "ines.carvalho", name: "Inês Carvalho", team: "ai-office", roles: ["reviewer", "approver"],
      languages: ["pt-PT", "en", "fr"], about: "Data protection, and the only one who has read every vendor contract."),
    Person(
      login: "claire.moreau", name: "Claire Moreau", team: "ai-office", roles: ["approver"], languages: ["fr", "en"],
      about: "Compliance counsel; reads prompts as if a court would."),
    Person(
      login: "jonas.weber", name: "Jonas Weber", team: "ai-office", roles: ["reviewer", "lead"],
      languages: ["de", "en"], about: "Leads the review desk and settles what two reviewers see differently."),
    Person(
      login: "noor.haddad", name: "Noor Haddad", team: "ai-office", roles: ["reviewer"], languages: ["en", "fr"],
      about: "Came from complaints handling and hears a tone before a classifier does."),
    Person(
      login: "tim.okafor", name: "Tim Okafor", team: "ai-office", roles: ["reviewer"], languages: ["en"],
      about: "Former adjuster; knows which handbook rule an answer should have quoted."),
    Person(
      login: "lena.brandt", name: "Lena Brandt", team: "ai-office", roles: ["reviewer"], languages: ["de", "en"],
      about: "Reviews the German letters and keeps the list of sentences nobody should receive."),
    Person(
      login: "paulo.reis", name: "Paulo Reis", team: "ai-office", roles: ["reviewer"], languages: ["pt-PT", "en"],
      about: "Reviews from Lisbon and covers the late shift."),
    Person(
      login: "sofia.kranz", name: "Sofia Kranz", team: "ai-office", roles: ["builder"], languages: ["en", "de"],
      about: "Runs the gateway and registers vendor models on the day they are switched on."),
    Person(
      login: "ruth.adeyemi", name: "Ruth Adeyemi", team: "ai-office", roles: ["auditor"], languages: ["en"],
      about: "Internal audit; collects one pack a quarter and never takes our word for it."),
    Person(
      login: "henrik.sund", name: "Henrik Sund", team: "ai-office", roles: ["admin"], languages: ["en", "de"],
      about: "Keeps the catalog running and grants rights when two people asked for it."),
    Person(
      login: "tomas.reyes", name: "Tomás Reyes", team: "claims", roles: ["builder"], languages: ["en", "pt-PT"],
      about: "Trains claims-triage and knows every adjuster who labelled for it."),
    Person(
      login: "greta.lang", name: "Greta Lang", team: "claims", roles: ["builder"], languages: ["de", "en"],
      about: "Writes the claims prompts with the handbook open on the other screen."),
    Person(
      login: "olu.benson", name: "Olu Benson", team: "claims", roles: ["viewer"], languages: ["en"],
      about: "Head of claims; looks in when a storm fills the queues."),
    Person(
      login: "priya.n", name: "Priya Narayan", team: "onboarding", roles: ["builder"], languages: ["en"],
      about: "Owns kyc-summary and measures success in pages nobody had to read."),
    Person(
      login: "leo.marchetti", name: "Leo Marchetti", team: "onboarding", roles: ["builder"], languages: ["en", "fr"],
      about: "Builds the extraction behind kyc-summary and its index."),
    Person(
      login: "viktor.hale", name: "Viktor Hale", team: "fraud", roles: ["builder"], languages: ["en", "de"],
      about: "Engineers the fraud notes so that an investigator can defend every line."),
    Person(
      login: "amara.cole", name: "Amara Cole", team: "fraud", roles: ["builder"], languages: ["en"],
      about: "Investigator turned prompt writer; insists on facts before adjectives."),
    Person(
      login: "edith.koll", name: "Edith Koll", team: "underwriting", roles: ["builder"], languages: ["en", "de"],
      about: "Owns the underwriting memo and the medical summaries."),
    Person(
      login: "ben.tran", name: "Ben Tran", team: "underwriting", roles: ["builder"], languages: ["en", "fr"],
      about: "Actuary who tries every new model the week it appears."),
    Person(
      login: "marta.silva", name: "Marta Silva", team: "customer-care", roles: ["builder"],
      languages: ["pt-PT", "en"], about: "Owns complaints-reply and answers the ones no prompt should."),
    Person(
      login: "yannick.durand", name: "Yannick Durand", team: "customer-care", roles: ["builder"],
      languages: ["fr", "en", "de"], about: "Builds the policy questions chain and its index."),
    Person(
      login: "dagmar.voss", name: "Dagmar Voss", team: "customer-care", roles: ["builder"], languages: ["de", "en"],
      about: "Writes letters-de and defends the semicolon."),
    Person(
      login: "kim.sorel", name: "Kim Sorel", team: "fraud", roles: ["viewer"], languages: ["en", "fr"],
      about: "Head of special investigations; reads the notes her people send her."),
  ]
}
