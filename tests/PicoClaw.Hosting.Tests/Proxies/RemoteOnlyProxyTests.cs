using System.Net;
using PicoClaw.Configuration.Tests.Testing;
using PicoClaw.Hosting.Proxies;

namespace PicoClaw.Hosting.Tests.Proxies;

public sealed class RemoteOnlyProxyTests
{
    private static readonly RemoteOnlyProxy Proxy = new(new WebProxy("http://proxy.example:3128") { BypassList = ["^http://inside\\.example"] });

    [Theory]
    [InlineData("http://127.0.0.1:11434/v1")]
    [InlineData("http://localhost:11434/v1")]
    [InlineData("http://[::1]:11434/v1")]
    [InlineData("ws://127.0.0.1:5080/connect")]
    [InlineData("http://inside.example/v1")]
    public void GetProxy_ThisMachineAndWhatIsExempt_IsAskedDirectly(string address)
    {
        Proxy.GetProxy(new Uri(address)).ShouldBeNull();
        Proxy.IsBypassed(new Uri(address)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://api.dingtalk.com/")]
    [InlineData("http://10.0.0.1:8000/v1")]
    public void GetProxy_OtherMachines_GoThroughIt(string address) => Proxy.GetProxy(new Uri(address)).ShouldBe(new Uri("http://proxy.example:3128"));

    [Fact]
    public void CreateBuilder_Always_ExemptsThisMachine()
    {
        using var folder = new ConfigFolder("{}");

        PicoClawHost.CreateBuilder(["--config", folder.ConfigFile]);

        HttpClient.DefaultProxy.ShouldBeOfType<RemoteOnlyProxy>();
    }
}
