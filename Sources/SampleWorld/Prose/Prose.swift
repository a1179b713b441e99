/// The pages of prose, one a desk and language; `Book` says how a page is read.
///
/// All of it is invented for Meridian Mutual: no person, company or claim exists. What a reviewer must be able to
/// block is hinted at in the manner of real flagged answers and never spelled out.
enum Prose {}
