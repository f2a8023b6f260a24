// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studystore.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/)
{
    return vsq::fuzz::writeSeeds([](const std::string &folder) {
        const vsq::StudySubject subject{.model = "model.onnx",
                                        .modelHash = "1",
                                        .data = "data.npz",
                                        .dataHash = "2",
                                        .items = 3,
                                        .chip = {},
                                        .scales = {},
                                        .fidelity = {}};
        vsq::StudyStore store(folder + "/study.db", subject);
        const auto points = store.plan({{vsq::NumberFormat{}, vsq::Fidelity::Chip}});
        store.setOutcome(points.back().id, {.accuracy = {.correct = 2, .count = 3}, .seconds = 0.5, .right = {1, 0, 1}});
    });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const vsq::fuzz::InputFile file(data, size);
    return vsq::fuzz::expectErrors([&] {
        const vsq::StudyStore store(file.path());
        static_cast<void>(store.points());
        static_cast<void>(store.evaluations());
        store.verify();
    });
}
