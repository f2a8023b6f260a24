// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/datahash.h"

#include "core/base/hash.h"

namespace vsq {

std::string hashOfData(const Dataset &data, const JobContext &job)
{
    std::string hash = hashOf(data.labels.data(), data.labels.size() * sizeof(std::int64_t));
    hash = hashOf(data.targets.data(), data.targets.size() * sizeof(double), hash);
    for (std::int64_t i = 0; i < data.size(); ++i) {
        job.check();
        for (const Tensor &input : data.batch(i, i + 1)) {
            hash = hashOf(input.bytes(), input.byteSize(), hash);
        }
    }
    return hash;
}

} // namespace vsq
