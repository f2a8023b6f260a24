// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csvrows.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    return vsq::fuzz::expectErrors([&] {
        static_cast<void>(vsq::csvRows(text, "input"));
        static_cast<void>(vsq::csvRows(text, "input", vsq::CsvBlanks::Strip));
    });
}
