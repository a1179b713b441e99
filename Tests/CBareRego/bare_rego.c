#include "bare_rego.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct bare_rego {
  void *library, *interpreter, *bundle;
  char *entrypoint, *buffer;
  uint32_t room;
  void (*freed)(void *), (*free_bundle)(void *), (*free_output)(void *);
  uint32_t (*set_input)(void *, const char *), (*json_size)(void *), (*json)(void *, char *, uint32_t);
  uint8_t (*ok)(void *);
  void *(*query)(void *, void *, const char *);
};

bare_rego *bare_rego_open(const char *library, const char *const *names, const char *const *sources, int modules,
                          const char *data, const char *entrypoint) {
  void *loaded = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!loaded) return NULL;
  void *(*new_one)(void) = (void *(*)(void))dlsym(loaded, "regoNew");
  uint32_t (*level)(void *, uint32_t) = (uint32_t(*)(void *, uint32_t))dlsym(loaded, "regoSetLogLevel");
  void (*strict)(void *, uint8_t) = (void (*)(void *, uint8_t))dlsym(loaded, "regoSetStrictBuiltInErrors");
  uint32_t (*module)(void *, const char *, const char *) =
      (uint32_t(*)(void *, const char *, const char *))dlsym(loaded, "regoAddModule");
  uint32_t (*add_data)(void *, const char *) = (uint32_t(*)(void *, const char *))dlsym(loaded, "regoAddDataJSON");
  uint32_t (*entry)(void *, const char *) = (uint32_t(*)(void *, const char *))dlsym(loaded, "regoAddEntrypoint");
  void *(*build)(void *) = (void *(*)(void *))dlsym(loaded, "regoBuild");
  bare_rego *rego = calloc(1, sizeof *rego);
  if (!rego || !new_one || !level || !strict || !module || !add_data || !entry || !build) return NULL;
  rego->library = loaded;
  rego->freed = (void (*)(void *))dlsym(loaded, "regoFree");
  rego->free_bundle = (void (*)(void *))dlsym(loaded, "regoFreeBundle");
  rego->free_output = (void (*)(void *))dlsym(loaded, "regoFreeOutput");
  rego->set_input = (uint32_t(*)(void *, const char *))dlsym(loaded, "regoSetInputTerm");
  rego->json_size = (uint32_t(*)(void *))dlsym(loaded, "regoOutputJSONSize");
  rego->json = (uint32_t(*)(void *, char *, uint32_t))dlsym(loaded, "regoOutputJSON");
  rego->ok = (uint8_t(*)(void *))dlsym(loaded, "regoOutputOk");
  rego->query = (void *(*)(void *, void *, const char *))dlsym(loaded, "regoBundleQueryEntrypoint");
  rego->entrypoint = strdup(entrypoint);
  rego->interpreter = new_one();
  level(rego->interpreter, 0);
  strict(rego->interpreter, 1);
  for (int i = 0; i < modules; i++)
    if (module(rego->interpreter, names[i], sources[i]) != 0) return NULL;
  if (add_data(rego->interpreter, data) != 0 || entry(rego->interpreter, entrypoint) != 0) return NULL;
  rego->bundle = build(rego->interpreter);
  return rego->bundle ? rego : NULL;
}

double bare_rego_run(bare_rego *rego, const char *const *inputs, int count, int rounds, long *bytes) {
  struct timespec before, after;
  *bytes = 0;
  clock_gettime(CLOCK_MONOTONIC, &before);
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < count; i++) {
      if (rego->set_input(rego->interpreter, inputs[i]) != 0) return -1;
      void *output = rego->query(rego->interpreter, rego->bundle, rego->entrypoint);
      if (!output || !rego->ok(output)) return -1;
      uint32_t size = rego->json_size(output) + 1;
      if (size > rego->room) {
        char *larger = realloc(rego->buffer, size);
        if (!larger) return -1;
        rego->buffer = larger;
        rego->room = size;
      }
      if (rego->json(output, rego->buffer, size) != 0) return -1;
      *bytes += (long)strlen(rego->buffer);
      rego->free_output(output);
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &after);
  return (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
}

void bare_rego_close(bare_rego *rego) {
  if (!rego) return;
  rego->free_bundle(rego->bundle);
  rego->freed(rego->interpreter);
  free(rego->entrypoint);
  free(rego->buffer);
  free(rego);
}
