using PicoClaw.Gateway.Hosting;

namespace PicoClaw.Gateway.Tests.Hosting;

public sealed class StartupBannerTests
{
    [Fact]
    public void Channels_AllOpen_AreEnabled() => StartupBanner.Channels(["a", "b"], ["b", "a"]).ShouldBe(["Channels enabled: dingtalk (a, b)"]);

    [Fact]
    public void Channels_SomeNotOpen_AreToldApart() => StartupBanner.Channels(["a", "b"], ["b"]).ShouldBe(
        ["Channels enabled: dingtalk (b)", "Not connected yet: dingtalk (a). Trying until it works; the log says why."]);

    [Fact]
    public void Channels_NoneOpen_AreNotCalledEnabled() =>
        StartupBanner.Channels(["a"], []).ShouldBe(["Not connected yet: dingtalk (a). Trying until it works; the log says why."]);
}
