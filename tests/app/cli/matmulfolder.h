// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of vsq matmul share: operands of several kinds, a folder, the command run on it and its files read back.
#pragma once

#include "core/base/random.h"
#include "core/tensor/npy.h"
#include "tests/app/cli/runvsq.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstdint>
#include <vector>

namespace vsq::test {

inline constexpr std::uint64_t kMatmulSeed = 20260731;

/// Values of a kind: random, outliers, sparse, zero or saturating.
inline std::vector<float> matrix(const QString &kind, std::size_t size, Random &random)
{
    std::vector<float> values(size, 0.0F);
    for (std::size_t i = 0; i < size && kind != QLatin1String("zero"); ++i) {
        values[i] = static_cast<float>(random.normal());
        if (kind == QLatin1String("outliers") && random.below(50) == 0) {
            values[i] *= 1000.0F;
        }
        if (kind == QLatin1String("saturating")) { // the same sign everywhere and full codes: sums leave 24 bits
            values[i] = 1.0F + 0.001F * static_cast<float>(random.uniform());
        }
        if (kind == QLatin1String("sparse") && random.below(3) != 0) {
            values[i] = 0.0F;
        }
    }
    return values;
}

inline Shape shapeOf(std::size_t rows, std::size_t columns)
{
    return {static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns)};
}

/// A folder with a.npy and b.npy, where the command writes too.
class MatmulFolder {
protected:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const Shape &shape, const std::vector<float> &values) const
    {
        writeNpy(path(name).toStdString(), Tensor::of<float>(shape, values));
    }

    VsqResult multiply(const QString &out, const QStringList &more = {}) const
    {
        return runVsq(QStringList{"matmul", "--a", path("a.npy"), "--b", path("b.npy"), "--out", path(out)} + more);
    }

    Tensor array(const QString &out, const QString &name) const { return readNpy(path(out + "/" + name + ".npy").toStdString()); }

    nlohmann::json report(const QString &out) const
    {
        QFile file(path(out + "/report.json"));
        return file.open(QIODevice::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString()) : nlohmann::json();
    }

    template <typename T, typename Expected>
    void compare(const QString &out, const QString &name, const Shape &shape, const std::vector<Expected> &expected) const
    {
        const Tensor found = array(out, name);
        QCOMPARE(nameOf(found.dtype()), nameOf(DTypeOf<T>::value));
        QCOMPARE(found.shape(), shape);
        const auto values = found.values<T>();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (static_cast<Expected>(values[i]) != expected[i]) {
                QFAIL(
                    qPrintable(QStringLiteral("%1[%2]: expected %3, found %4").arg(name).arg(i).arg(expected[i]).arg(values[i])));
            }
        }
    }

private:
    QTemporaryDir m_folder;
};

} // namespace vsq::test
