// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studystore.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const vsq::fuzz::InputFile file(data, size);
    return vsq::fuzz::expectErrors([&] {
        const vsq::StudyStore store(file.path());
        static_cast<void>(store.points());
        static_cast<void>(store.evaluations());
    });
}
