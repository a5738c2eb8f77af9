using System.Text.RegularExpressions;

namespace PicoClaw.Compose.Tests;

/// <summary>What docker-compose.yml says before anything runs.</summary>
public sealed partial class ConfigTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    public async Task Config_WithoutVariables_NamesThem(string profile)
    {
        await SkipWithoutComposeAsync();

        var config = await Command.RunAsync("docker", ["compose", "--env-file", "/dev/null", "--profile", profile, "config"], null, Cancel);

        config.ExitCode.ShouldNotBe(0);
        config.Output.ShouldMatch(
            "_FILE is missing a value: write in .env which file holds the .*See .env.example .or eng/demo/demo.env. and eng/secrets.sh");
    }

    [Theory]
    [InlineData("RABBITMQ_PASSWORD_FILE")]
    [InlineData("POSTGRES_PASSWORD_FILE")]
    [InlineData("DINGTALK_CLIENT_SECRET_FILE")]
    public async Task Config_OneSecretIsMissing_NamesIt(string variable)
    {
        await SkipWithoutComposeAsync();
        using var deployment = new Deployment();
        var variables = deployment.Variables.Where(pair => pair.Key != variable).ToDictionary();

        var config = await Command.RunAsync("docker", ["compose", "--env-file", "/dev/null", "config"], variables, Cancel);

        config.ExitCode.ShouldNotBe(0);
        config.Output.ShouldContain($"{variable} is missing a value: write in .env");
    }

    [Fact]
    public async Task Config_WithVariables_HoldsNoSecret()
    {
        await SkipWithoutComposeAsync();
        using var deployment = new Deployment();

        var config = (await deployment.ComposeAsync(["config"], Cancel)).ShouldSucceed();

        deployment.Secrets.ShouldAllBe(secret => !config.Contains(secret, StringComparison.Ordinal));
        var values = SecretSetting().Matches(config).Select(match => match.Groups["value"].Value).ToList();
        values.Count.ShouldBeGreaterThan(5);
        values.ShouldAllBe(value => value.StartsWith("file:///run/secrets/", StringComparison.Ordinal));
        config.ShouldNotMatch("amqp://[^@/]*:|postgres://[^@/]*:");
    }

    private static async Task SkipWithoutComposeAsync()
    {
        var missing = await Engine.CompositionMissingAsync(Cancel);
        Assert.SkipWhen(missing is not null, $"Docker Compose is not tested here: {missing}");
    }

    // Environment entries of "compose config" that are named after a secret itself, not after its file.
    [GeneratedRegex("^ {6}\\w*(PASSWORD|SECRET|TOKEN|KEY)\\w*(?<!_FILE): (?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SecretSetting();
}
