// SPDX-License-Identifier: GPL-3.0-or-later
// Where the tests find the bundled samples and the built programs. In a source of its own: only it is compiled with their
// paths, so that a compiler cache serves all other tests in every checkout.
#pragma once

#include <QString>

namespace vsq::test {

QString sample(const QString &name);
QString program(const QString &name);

} // namespace vsq::test
