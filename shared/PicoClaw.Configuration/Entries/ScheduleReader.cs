using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace PicoClaw.Configuration.Entries;

/// <summary>Reads schedules; an entry with "enabled": false is left out.</summary>
internal static class ScheduleReader
{
    private static readonly SectionSchema Schema = SchedulesSection.Entry;

    public static void Write(Section root, IReadOnlyList<Section> accounts, SettingsWriter writer)
    {
        if (!root.Found.TryGetValue(ConfigSchema.Root[SchedulesSection.List], out var found)
            || !writer.Report.ExpectObject(found.Node, found.Path, "an object { } of schedules by name"))
        {
            return;
        }

        // .NET's configuration would mix the fields of two names that differ in case only.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in found.Node.Members.Where(member => !SectionSchema.IsComment(member.Name)))
        {
            var path = $"{found.Path}.{member.Name}";
            if (names.Add(member.Name))
            {
                WriteSchedule(member, path, accounts, writer);
            }
            else
            {
                writer.Report.Problem(
                    member.Place, path, "is refused: there is another schedule of this name; case makes no difference. Write another name.");
            }
        }
    }

    private static void WriteSchedule(ConfigMember member, string path, IReadOnlyList<Section> accounts, SettingsWriter writer)
    {
        if (!writer.Report.ExpectObject(member.Value, path))
        {
            return;
        }

        if (EntryChecks.NameFault(member.Name) is { } fault)
        {
            writer.Report.Problem(member.Place, path, $"is refused: the name of a schedule {fault}. Write another name.");
            return;
        }

        var schedule = new Section($"Schedules:{member.Name}", path, member.Place);
        Schema.Collect(member.Value, schedule, writer.Report);
        if (!EntryChecks.IsEnabled(Schema, schedule, writer.Report))
        {
            return;
        }

        writer.Write(Schema, schedule);
        if (schedule.Refused.Count > 0)
        {
            return;
        }

        RequireOne(schedule, "cron", "at", writer);
        RequireOne(schedule, "user", "group", writer);
        RequireOne(schedule, "text", "prompt", writer);
        WriteAccount(schedule, accounts, writer);
    }

    private static void RequireOne(Section schedule, string one, string other, SettingsWriter writer)
    {
        if (writer.Get(schedule, Schema[one].Key) is null == writer.Get(schedule, Schema[other].Key) is null)
        {
            writer.Report.Problem(schedule.Place, schedule.Path, $"needs one of the two: \"{one}\" or \"{other}\".");
        }
    }

    private static void WriteAccount(Section schedule, IReadOnlyList<Section> accounts, SettingsWriter writer)
    {
        var wanted = writer.Get(schedule, Schema["account"].Key);
        List<Section> able =
        [
            .. accounts.Where(account =>
                account.Enabled && (wanted is null || AccountRules.NameOf(account).Equals(wanted, StringComparison.OrdinalIgnoreCase))),
        ];
        if (able is [var one])
        {
            writer.Set(schedule, Schema["account"].Key, AccountRules.NameOf(one));
            writer.Set(schedule, "Channel", one.Channel!.Type);
        }
        else
        {
            writer.Report.Problem(
                schedule.Place,
                schedule.Path,
                wanted is null
                    ? $"has no \"account\", and {(able.Count == 0 ? "none" : "more than one")} is enabled. Write the name of one in channel_list."
                    : $"names the account \"{wanted}\", which is not there or not enabled. Write the name of one in channel_list.");
        }
    }
}
