// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/repeatedblocks.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace vsq {

namespace {

/// A part of a name that is a number: it begins at `begin` and ends before `end`.
struct NumberInName {
    std::size_t begin;
    std::size_t end;
};

std::vector<NumberInName> numbersIn(std::string_view name)
{
    constexpr std::string_view kBetween = "./_";
    std::vector<NumberInName> numbers;
    std::size_t begin = 0;
    while (begin < name.size()) {
        const std::size_t end = std::min(name.find_first_of(kBetween, begin), name.size());
        const std::string_view part = name.substr(begin, end - begin);
        if (!part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos) {
            numbers.push_back({begin, end});
        }
        begin = end + 1;
    }
    return numbers;
}

} // namespace

std::vector<LayerBlock> repeatedBlocks(const std::vector<std::string> &names)
{
    std::map<std::string, std::set<std::string>, std::less<>> numbers; // by what comes before them
    for (const std::string &name : names) {
        for (const NumberInName &number : numbersIn(name)) {
            numbers[name.substr(0, number.begin)].insert(name.substr(number.begin, number.end - number.begin));
        }
    }
    struct Run {
        std::string stem;
        LayerBlock block;
    };
    std::vector<Run> runs;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::vector<NumberInName> found = numbersIn(names[i]);
        const auto outermost = std::find_if(found.begin(), found.end(), [&](const NumberInName &number) {
            return numbers.find(std::string_view(names[i]).substr(0, number.begin))->second.size() > 1;
        });
        if (outermost == found.end()) {
            continue;
        }
        const std::string name = names[i].substr(0, outermost->end);
        if (!runs.empty() && runs.back().block.name == name && runs.back().block.first + runs.back().block.count == i) {
            ++runs.back().block.count;
        } else {
            runs.push_back({names[i].substr(0, outermost->begin), {name, i, 1}});
        }
    }
    std::erase_if(runs, [](const Run &run) { return run.block.count < 2; });
    std::vector<LayerBlock> blocks;
    for (const Run &run : runs) {
        const auto alike = std::count_if(runs.begin(), runs.end(), [&run](const Run &other) { return other.stem == run.stem; });
        if (alike > 1) {
            blocks.push_back(run.block);
        }
    }
    return blocks;
}

} // namespace vsq
