// SPDX-License-Identifier: GPL-3.0-or-later
// What the publication leaves open about the chip, A-1 to A-30, in words: the question, what we take, why, what else it could be.
// The fields that set each are in configFieldList().
#pragma once

#include <string_view>
#include <vector>

namespace vsq {

struct Assumption {
    int number = 0;             ///< n of A-n
    std::string_view question;  ///< in plain words, ends with a question mark
    std::string_view standard;  ///< what the defaults of its fields mean
    std::string_view reason;    ///< why that
    std::string_view otherwise; ///< what the fields' other values mean
};

/// All, by number.
const std::vector<Assumption> &assumptions();

/// By number; throws Error for one that there is not.
const Assumption &assumption(int number);

} // namespace vsq
