using DbUp.Engine;
using DbUp.Support;

namespace PicoClaw.Storage.Migrations;

/// <summary>
/// Identifies a script by its file name: it stays the same script when it moves to another folder, and runs in the order of its number,
/// whichever project has it.
/// </summary>
internal sealed class ScriptNames : IScriptFilter
{
    public static string Of(string resource) => resource.Split('.')[^2];

    public IEnumerable<SqlScript> Filter(IEnumerable<SqlScript> sorted, HashSet<string> executedScriptNames, ScriptNameComparer comparer)
    {
        var executed = executedScriptNames.Select(Of).ToHashSet(StringComparer.Ordinal);
        return sorted.Where(script => !executed.Contains(Of(script.Name)));
    }
}
