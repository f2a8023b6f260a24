// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/findingscompared.h"

#include <algorithm>
#include <string>

namespace vsq {

namespace {

/// The claim that an assertion's finding begins with.
std::string claimOf(const Finding &finding)
{
    return finding.rule == FindingRule::AssertionFails ? finding.text.substr(0, finding.text.find(" does not hold"))
                                                       : std::string();
}

bool areSame(const Finding &a, const Finding &b)
{
    if (a.rule != b.rule || a.layer != b.layer) {
        return false;
    }
    return a.rule == FindingRule::AssertionFails ? claimOf(a) == claimOf(b) : a.isActivations == b.isActivations;
}

} // namespace

std::vector<ComparedFinding> compareFindings(const std::vector<Finding> &now, const std::vector<Finding> &before)
{
    std::vector<ComparedFinding> all;
    for (const Finding &finding : now) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const Finding &each) { return areSame(each, finding); });
        all.push_back({finding, same == before.end() ? std::nullopt : std::optional(same->number), false});
    }
    for (const Finding &finding : before) {
        if (std::none_of(now.begin(), now.end(), [&](const Finding &each) { return areSame(each, finding); })) {
            all.push_back({finding, finding.number, true});
        }
    }
    return all;
}

} // namespace vsq
