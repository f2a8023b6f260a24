// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/chip/config.h"
#include "core/chip/ppusettings.h"
#include "core/quantize/formatjson.h"
#include "core/run/activationscales.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    vsq::fuzz::expectErrors([&] { static_cast<void>(vsq::configFromJson(text, "input")); });
    vsq::fuzz::expectErrors([&] { static_cast<void>(vsq::ppuSettingsFromJson(text, "input")); });
    vsq::fuzz::expectErrors([&] {
        static_cast<void>(vsq::layerFormatsFromJson(vsq::parseJson(text, "input", "formats"), "input", vsq::NumberFormat{}));
    });
    return vsq::fuzz::expectErrors([&] { static_cast<void>(vsq::activationScalesFromJson(text, "input")); });
}
