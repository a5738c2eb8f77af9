using PicoClaw.Gateway.Doctor.Checking;

namespace PicoClaw.Gateway.Doctor.Machine;

/// <summary>The configuration is read and complete; its warnings too, such as a file with secrets that others may read.</summary>
internal sealed class ConfigCheck(LoadedBot bot) : IDoctorCheck
{
    public string Name => "config";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Find());

    private IReadOnlyList<Finding> Find()
    {
        var problems = bot.Problems.Select(problem => Advice.Of(FindingLevel.Fail, problem, "Run picoclaw onboard, or correct config.json."));
        var warnings = (bot.App?.Configuration.GetSection("PicoClaw:Warnings").GetChildren() ?? [])
            .Select(warning => Advice.Of(FindingLevel.Warn, warning.Value!, "Write the value again, without what is not part of it."));
        List<Finding> findings = [.. problems, .. warnings];
        return findings.Exists(finding => finding.Level == FindingLevel.Fail) ? findings : [Finding.Pass(Source()), .. findings];
    }

    private string Source() => bot.App!.Configuration["PicoClaw:ConfigFile"] is { } file
        ? $"{file} is read"
        : "no config.json; environment and defaults are enough";
}
