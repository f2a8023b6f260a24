// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/coretext.h"

#include "views/theme/coretexttable.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace vsq {

namespace {

constexpr const char *kCoreContext = "vsq::core";
/// A pattern with fewer letters to recognize it by takes single words only: "%1 to %2".
constexpr qsizetype kTelling = 6;

/// "%1 of %2 vectors" cut at its places.
struct CorePattern {
    const char *source = nullptr;
    QStringList pieces;      ///< one more than there are places
    std::vector<int> places; ///< n of %n
    qsizetype letters = 0;   ///< of all pieces

    explicit CorePattern(const char *text) : source(text)
    {
        const QString whole = QString::fromUtf8(text);
        qsizetype from = 0;
        for (qsizetype at = 0; (at = whole.indexOf(QLatin1Char('%'), at)) >= 0; ++at) {
            const int n = at + 1 < whole.size() ? whole[at + 1].digitValue() : -1;
            if (n > 0) {
                pieces.append(whole.mid(from, at - from));
                places.push_back(n);
                from = at + 2;
            }
        }
        pieces.append(whole.mid(from));
        for (const QString &piece : pieces) {
            letters += piece.size();
        }
    }

    /// What stands in the places; nothing where the text is no such sentence.
    [[nodiscard]] std::optional<QStringList> match(const QString &text) const
    {
        if (!text.startsWith(pieces.front()) || !text.endsWith(pieces.back())) {
            return std::nullopt;
        }
        QStringList values;
        qsizetype from = pieces.front().size();
        for (qsizetype i = 1; i < pieces.size(); ++i) {
            const bool isLast = i + 1 == pieces.size();
            const qsizetype at = isLast ? text.size() - pieces[i].size() : text.indexOf(pieces[i], from + 1);
            if (at <= from) {
                return std::nullopt; // not there, or nothing in the place
            }
            values.append(text.mid(from, at - from));
            from = at + pieces[i].size();
        }
        return values;
    }
};

struct CoreTexts {
    QHash<QString, const char *> whole;
    std::vector<CorePattern> patterns; ///< what there is most to recognize by first

    CoreTexts()
    {
        for (const auto &list : {coreTextsOfChip(), coreTextsOfStudy(), coreTextsOfErrors()}) {
            for (const char *text : list) {
                if (CorePattern pattern(text); pattern.places.empty()) {
                    whole.insert(QString::fromUtf8(text), text);
                } else {
                    patterns.push_back(std::move(pattern));
                }
            }
        }
        std::stable_sort(patterns.begin(), patterns.end(),
                         [](const CorePattern &a, const CorePattern &b) { return a.letters > b.letters; });
    }
};

QString inWindowsLanguage(const char *source)
{
    return QCoreApplication::translate(kCoreContext, source);
}

/// "1234.5" as the locale writes it; nothing where it is no number.
std::optional<QString> localNumber(const QString &text)
{
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    const bool isPlain = std::all_of(text.begin(), text.end(), [&text](const QChar &c) {
        return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || c == QLatin1Char('.')
               || (c == QLatin1Char('-') && &c == text.constData());
    });
    bool ok = isPlain;
    const double value = isPlain ? text.toDouble(&ok) : 0.0;
    if (!ok || text.size() > 15) { // more digits than a double has are left alone
        return std::nullopt;
    }
    return QLocale().toString(value, 'f', point < 0 ? 0 : static_cast<int>(text.size() - point - 1));
}

QString translatedText(const CoreTexts &texts, const QString &english, int depth);

/// Each part by itself; nothing where none of them is known.
std::optional<QString> translatedParts(const CoreTexts &texts, const QString &english, const QString &between, int depth)
{
    QStringList parts = english.split(between);
    if (parts.size() < 2) {
        return std::nullopt;
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (between == QLatin1String(". ") && i + 1 < parts.size()) {
            parts[i] += QLatin1Char('.');
        }
        parts[i] = translatedText(texts, parts[i].trimmed(), depth + 1);
    }
    return parts.join(between == QLatin1String(". ") ? QStringLiteral(" ") : between);
}

QString translatedText(const CoreTexts &texts, const QString &english, int depth)
{
    constexpr int kDeepest = 6; // of sentences within sentences
    if (const auto found = texts.whole.constFind(english); found != texts.whole.constEnd()) {
        return inWindowsLanguage(*found);
    }
    if (depth > kDeepest) {
        return english;
    }
    for (const CorePattern &pattern : texts.patterns) {
        const auto values = pattern.match(english);
        if (!values || (pattern.letters < kTelling && english.contains(QLatin1String(": ")))) {
            continue; // the latter: of a place and what is said of it, the place comes off first
        }
        const QString text = inWindowsLanguage(pattern.source);
        const auto isLong = [](const QString &value) { return value.contains(QLatin1Char(' ')); };
        if (pattern.letters < kTelling && text != QLatin1String(pattern.source)
            && std::any_of(values->begin(), values->end(), isLong)) {
            continue; // a sentence that has the same small word
        }
        // All places at once: a value may have a per cent sign of its own.
        QString filled;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const int n = text[i] == QLatin1Char('%') && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
            const auto place = std::find(pattern.places.begin(), pattern.places.end(), n);
            if (n <= 0 || place == pattern.places.end()) {
                filled += text[i];
                continue;
            }
            const auto index = static_cast<qsizetype>(place - pattern.places.begin());
            const QString &value = (*values)[index];
            const bool isName = pattern.pieces[index].endsWith(QLatin1Char('\'')); // as somebody else wrote it
            filled += isName ? value : localNumber(value).value_or(translatedText(texts, value, depth + 1));
            ++i;
        }
        return filled;
    }
    for (const char *between : {". ", ": "}) {
        if (const auto parts = translatedParts(texts, english, QLatin1String(between), depth)) {
            return *parts;
        }
    }
    return english;
}

} // namespace

QString coreText(std::string_view english)
{
    const QString text = QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()));
    static const char *const kKnown = coreTextsOfErrors().front();
    if (text.isEmpty() || inWindowsLanguage(kKnown) == QLatin1String(kKnown)) {
        return text; // the window speaks English too
    }
    static const CoreTexts texts;
    return translatedText(texts, text.trimmed(), 0);
}

} // namespace vsq
