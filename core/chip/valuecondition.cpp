// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/valuecondition.h"

#include "core/base/error.h"
#include "core/chip/signalreader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace vsq {

namespace {

using Comparison = ValueCondition::Comparison;

constexpr std::array<std::string_view, 6> kSigns{"<", "<=", "=", "!=", ">=", ">"};

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

template <typename Read>
bool anyLaneHolds(const ValueCondition &condition, const Read &read)
{
    ChipSignal signal = condition.signal;
    const bool any = hasLane(signal.kind) && signal.lane < 0;
    const int end = any ? kLanes : signal.lane + 1;
    for (int lane = any ? 0 : signal.lane; lane < end; ++lane) {
        signal.lane = lane;
        const std::optional<std::int64_t> value = read(signal);
        if (value && condition.holdsFor(*value)) {
            return true;
        }
    }
    return false;
}

} // namespace

bool ValueCondition::holdsFor(std::int64_t is) const
{
    switch (comparison) {
    case Comparison::Less: return is < value;
    case Comparison::LessOrEqual: return is <= value;
    case Comparison::Equal: return is == value;
    case Comparison::NotEqual: return is != value;
    case Comparison::GreaterOrEqual: return is >= value;
    case Comparison::Greater: break;
    }
    return is > value;
}

bool holds(const ValueCondition &condition, const SignalReader &reader)
{
    if (condition.signal.kind == ChipSignal::Kind::LaneSum && condition.signal.lane < 0) {
        // The most asked for, in every cycle: not lane by lane.
        if (const std::span<const std::int32_t> sums = reader.laneSums(); !sums.empty()) {
            return std::any_of(sums.begin(), sums.end(), [&](std::int32_t sum) { return condition.holdsFor(sum); });
        }
    }
    return anyLaneHolds(condition, [&](const ChipSignal &signal) { return reader.value(signal); });
}

bool holds(const ValueCondition &condition, const Snapshot &snapshot)
{
    return anyLaneHolds(condition, [&](const ChipSignal &signal) { return valueOf(signal, snapshot); });
}

ValueCondition valueConditionFromText(std::string_view text, const ChipConfig &config)
{
    const auto fail = [](const char *part, const std::string &expected, std::string_view found) {
        throw Error({{}, "condition"}, part, expected, "'" + std::string(found) + "'");
    };
    const std::size_t begin = text.find_first_of("<>=!");
    if (begin == std::string_view::npos) {
        fail("comparison", "one of < <= = != >= > between a signal and a number", text);
    }
    std::size_t end = text.find_first_not_of("<>=!", begin);
    end = end == std::string_view::npos ? text.size() : end;
    std::string_view sign = text.substr(begin, end - begin);
    sign = sign == "==" ? "=" : sign;
    ValueCondition condition;
    std::size_t kind = 0;
    while (kind < kSigns.size() && kSigns[kind] != sign) {
        ++kind;
    }
    if (kind == kSigns.size()) {
        fail("comparison", "one of < <= = != >= >", sign);
    }
    condition.comparison = static_cast<Comparison>(kind);
    condition.signal = chipSignalFromText(trimmed(text.substr(0, begin)), config, true);
    const std::string_view number = trimmed(text.substr(end));
    const auto [last, error] = std::from_chars(number.data(), number.data() + number.size(), condition.value);
    if (number.empty() || error != std::errc() || last != number.data() + number.size()) {
        fail("value", "a whole number", number);
    }
    return condition;
}

std::string toText(const ValueCondition &condition)
{
    return toText(condition.signal) + " " + std::string(kSigns[static_cast<std::size_t>(condition.comparison)]) + " "
           + std::to_string(condition.value);
}

} // namespace vsq
