// SPDX-License-Identifier: GPL-3.0-or-later
// The bundled networks with the data that each comes with, for tests that look at all of them.
#pragma once

#include "core/data/dataset.h"
#include "tests/support/testdata.h"

#include <array>

namespace vsq::test {

/// Files in samples/ without .onnx.
inline constexpr std::array kSampleNetworks{"fashion-resnet", "fashion-vit", "manpages-bert"};

/// The first items of the sample's data; network: one of those above, with or without its ending.
inline Dataset sampleData(const QString &network, const Graph &graph, std::int64_t items)
{
    const bool isText = network.startsWith(QLatin1String("manpages"));
    return loadDataset(
        sample(isText ? QStringLiteral("manpages-test-1000.csv") : QStringLiteral("fashion-mnist-test-1000.npz")).toStdString(),
        graph, items);
}

} // namespace vsq::test
