#ifndef BARE_REGO_H
#define BARE_REGO_H

// rego-cpp called by its C interface and nothing around it: no process of its own, no deadline, no JSON of ours.

typedef struct bare_rego bare_rego;

// Loads the library and builds a bundle; NULL when anything goes wrong.
bare_rego *bare_rego_open(const char *library, const char *const *names, const char *const *sources, int modules,
                          const char *data, const char *entrypoint);

// Asks about every input in turn, `rounds` times, and copies each answer out; the seconds it took, -1 on a failure.
// `bytes` is the length of all answers together.
double bare_rego_run(bare_rego *rego, const char *const *inputs, int count, int rounds, long *bytes);

void bare_rego_close(bare_rego *rego);

#endif
