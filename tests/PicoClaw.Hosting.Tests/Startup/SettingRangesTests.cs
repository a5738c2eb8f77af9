using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class SettingRangesTests
{
    [Fact]
    public async Task Validate_CommandLinePastTheFile_IsHeldToTheRangesOfTheFile()
    {
        using var folder = new ConfigFolder("""{ "egress": { "bulk_every": 7 } }""");

        var failures = await FailuresAsync(folder, "--Egress:Limits:BulkEvery=1", "--Gateway:Port=65536");

        failures.Count().ShouldBe(2);
        failures.ShouldContain(failure => failure.StartsWith("Egress:Limits:BulkEvery (egress.bulk_every in config.json) is \"1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_CommandLineInRange_Passes()
    {
        using var folder = new ConfigFolder("{}");

        (await FailuresAsync(folder, "--Egress:Limits:BulkEvery=2")).ShouldBeEmpty();
    }

    private static async Task<IEnumerable<string>> FailuresAsync(ConfigFolder folder, params string[] args)
    {
        await using var app = PicoClawHost.CreateBuilder(["--config", folder.ConfigFile, .. args]).Build();
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
    }
}
