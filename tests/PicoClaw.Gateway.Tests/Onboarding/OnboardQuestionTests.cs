using PicoClaw.Gateway.Onboarding;

namespace PicoClaw.Gateway.Tests.Onboarding;

/// <summary>A person at the terminal.</summary>
public sealed class OnboardQuestionTests
{
    [Fact]
    public async Task NothingGiven_AsksForAppAndModel()
    {
        await using var bench = await OnboardBench.StartAsync();
        bench.Types();
        bench.Console.Input.PushKey(ConsoleKey.DownArrow);
        bench.Console.Input.PushKey(ConsoleKey.Enter);
        bench.Types(" dingdemo ", "demo-secret", "scripted", bench.ModelBase.ToString());

        (await bench.RunRealAsync(new OnboardSettings { NoCheck = true })).ShouldBe(0);

        ((string)bench.Written["channel_list"]!["dingtalk"]!["settings"]!["client_id"]!).ShouldBe("dingdemo");
        ((string)bench.Written["model_list"]![0]!["api_base"]!).ShouldBe(bench.ModelBase.ToString());
        bench.Output.ShouldNotContain("demo-secret");
    }

    [Fact]
    public async Task ChoiceNotMade_ShowsTheCursorAgain()
    {
        await using var bench = await OnboardBench.StartAsync();
        bench.Types();

        await Should.ThrowAsync<InvalidOperationException>(() => bench.RunRealAsync(new OnboardSettings { NoModel = true }));

        bench.Output.ShouldContain("\u001b[?25l");
        bench.Output.ShouldEndWith("\u001b[?25h");
    }

    [Fact]
    public async Task Refused_AsksAgain()
    {
        await using var bench = await OnboardBench.StartAsync();
        bench.Types();
        bench.Console.Input.PushKey(ConsoleKey.DownArrow);
        bench.Console.Input.PushKey(ConsoleKey.Enter);
        bench.Types("dingdemo", "demo-secret");

        (await bench.RunAsync(new OnboardSettings { ClientId = "dingdemo", ClientSecret = "wrong-secret", NoModel = true })).ShouldBe(0);

        bench.Output.ShouldContain("Refused:");
        bench.File.Text.ShouldContain("demo-secret");
        bench.File.Text.ShouldNotContain("wrong-secret");
    }

    [Fact]
    public async Task KnownAppAndModel_AreKeptWhenWished()
    {
        await using var bench = await OnboardBench.StartAsync();
        await bench.RunAsync(new OnboardSettings { ClientId = "dingdemo", ClientSecret = "demo-secret", Model = "scripted", ApiBase = bench.ModelBase });
        var before = bench.File.Text;
        bench.Types("y", "y");

        (await bench.RunAsync(new OnboardSettings())).ShouldBe(0);

        bench.File.Text.ShouldBe(before);
        bench.Output.ShouldContain("Keep the app dingdemo of the account dingtalk?");
        bench.Output.ShouldContain("Keep the model scripted?");
    }

    [Fact]
    public async Task NoModelWanted_Empty_WritesNone()
    {
        await using var bench = await OnboardBench.StartAsync();
        bench.Types("");

        (await bench.RunAsync(new OnboardSettings { ClientId = "dingdemo", ClientSecret = "demo-secret" })).ShouldBe(0);

        bench.Written["model_list"].ShouldBeNull();
    }
}
