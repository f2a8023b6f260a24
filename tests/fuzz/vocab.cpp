// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/wordpiece.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    // A vocabulary, an empty line, the text to cut.
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(bytes.find("\n\n"), size);
    const vsq::fuzz::InputFile file(data, end);
    return vsq::fuzz::expectErrors([&] {
        const vsq::WordPieceTokenizer tokenizer(file.path());
        static_cast<void>(tokenizer.encode(bytes.substr(end), nullptr, 64));
    });
}
