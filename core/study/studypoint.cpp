// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studypoint.h"

#include "core/quantize/formatjson.h"

namespace vsq {

std::string keyOf(const NumberFormat &format, Fidelity fidelity)
{
    return formatJson(format).dump() + " " + std::string(nameOf(fidelity));
}

std::string titleOf(const StudyPoint &point)
{
    if (point.id == kFp32Point) {
        return "FP32";
    }
    const std::string name = nameOf(point.format);
    std::string title = name.empty() ? describe(point.format) : name;
    if (!name.empty() && point.format.calibration != Calibration{}) {
        title += ", " + calibrationText(point.format.calibration);
    }
    return point.fidelity == defaultFidelity(point.format) ? title : title + " (" + std::string(nameOf(point.fidelity)) + ")";
}

std::string rangesText(const std::vector<std::int64_t> &ascending)
{
    std::string text;
    for (std::size_t i = 0; i < ascending.size();) {
        std::size_t last = i;
        while (last + 1 < ascending.size() && ascending[last + 1] == ascending[last] + 1) {
            ++last;
        }
        const bool range = last >= i + 2;
        text += (text.empty() ? "" : ",") + std::to_string(ascending[i]);
        if (range) {
            text += "-" + std::to_string(ascending[last]);
        }
        i = range ? last + 1 : i + 1;
    }
    return text;
}

} // namespace vsq
