// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a value change dump as the standard has it (IEEE 1364-2005, 18).
#pragma once

#include <cstdint>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace vsq::test {

/// Values by path and time, as a reader that follows the standard sees them.
class VcdReader {
public:
    explicit VcdReader(const std::string &text) : m_lines(text)
    {
        std::string word;
        std::vector<std::string> scope;
        while (m_lines >> word && word != "$enddefinitions") {
            if (word == "$scope") {
                std::string kind;
                std::string name;
                m_lines >> kind >> name;
                scope.push_back(name);
            } else if (word == "$upscope") {
                scope.pop_back();
            } else if (word == "$var") {
                std::string kind;
                std::string width;
                std::string id;
                std::string name;
                m_lines >> kind >> width >> id >> name;
                std::string path;
                for (const std::string &part : scope) {
                    path += part + ".";
                }
                m_paths[path + name] = id;
            }
        }
        std::int64_t time = 0;
        while (m_lines >> word) {
            if (word[0] == '#') {
                time = std::stoll(word.substr(1));
            } else if (word[0] == 'b') {
                std::string id;
                m_lines >> id;
                m_changes[id][time] = static_cast<std::int64_t>(std::stoull(word.substr(1), nullptr, 2));
            } else if (word[0] == '0' || word[0] == '1') {
                m_changes[word.substr(1)][time] = word[0] - '0';
            }
        }
    }

    [[nodiscard]] std::int64_t at(const std::string &path, std::int64_t time) const
    {
        const auto &changes = m_changes.at(m_paths.at(path));
        return std::prev(changes.upper_bound(time))->second;
    }

private:
    std::istringstream m_lines;
    std::map<std::string, std::string> m_paths;
    std::map<std::string, std::map<std::int64_t, std::int64_t>> m_changes;
};

/// A value as a signal of so many bits has it.
inline std::int64_t wrapped(std::int64_t value, int width)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) & ((std::uint64_t{1} << width) - 1));
}

} // namespace vsq::test
