using PicoClaw.AppHost.Tests.Testing;

namespace PicoClaw.AppHost.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("--Replicas:Agent=0", "Replicas:agent is \"0\": write a whole number from 1 to 100.")]
    [InlineData("--Replicas:Egress=many", "Replicas:egress is \"many\": write a whole number from 1 to 100.")]
    [InlineData("--Emulator:Port=70000", "Emulator:Port is \"70000\": write a whole number from 1 to 65535.")]
    [InlineData("--DingTalk=maybe", "DingTalk is \"maybe\": write emulator or real.")]
    [InlineData(
        "--PICOCLAW_CONFIG=/nowhere/config.json",
        "PICOCLAW_CONFIG names /nowhere/config.json, which does not exist: write the file's full path.")]
    public async Task Setting_ThatMakesNoSense_IsRefusedInASentence(string argument, string sentence)
    {
        var refused = await Should.ThrowAsync<Exception>(() => Model.CreateAsync([argument], TestContext.Current.CancellationToken));

        refused.GetBaseException().Message.ShouldBe(sentence);
    }
}
