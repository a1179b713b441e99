// LibFuzzer brings `main` and calls these. They are C, for Swift's programs bring a `main` of their own.
#include <stddef.h>
#include <stdint.h>

// In Tests/Decoders/FuzzerEntry.swift.
int fuzzer_begins(void);
void fuzzer_gives(const uint8_t *bytes, size_t count);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  return fuzzer_begins();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzzer_gives(data, size);
  return 0;
}
