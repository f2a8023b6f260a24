// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/textext.h"

#include <map>

namespace vsq {

std::string texText(const QString &text)
{
    static const std::map<char16_t, const char *> symbols{{u'\\', "\\textbackslash{}"},
                                                          {u'&', "\\&"},
                                                          {u'%', "\\%"},
                                                          {u'$', "\\$"},
                                                          {u'#', "\\#"},
                                                          {u'_', "\\_"},
                                                          {u'{', "\\{"},
                                                          {u'}', "\\}"},
                                                          {u'~', "\\textasciitilde{}"},
                                                          {u'^', "\\^{}"},
                                                          {u'\u00d7', "$\\times$"},
                                                          {u'\u00b7', "$\\cdot$"},
                                                          {u'\u00b5', "$\\mu$"},
                                                          {u'\u03b3', "$\\gamma$"},
                                                          {u'\u2212', "$-$"},
                                                          {u'\u202f', "\\,"},
                                                          {u'\u00a0', "~"},
                                                          {u'\u2013', "--"},
                                                          {u'\u2026', "\\dots{}"},
                                                          {u'\u2211', "$\\Sigma$"},
                                                          {u'\u03a3', "$\\Sigma$"},
                                                          {u'\u00b2', "$^2$"},
                                                          {u'\u221e', "$\\infty$"}};
    std::string result;
    for (const QChar c : text) {
        const auto found = symbols.find(c.unicode());
        result += found != symbols.end() ? std::string(found->second) : QString(c).toStdString();
    }
    return result;
}

} // namespace vsq
