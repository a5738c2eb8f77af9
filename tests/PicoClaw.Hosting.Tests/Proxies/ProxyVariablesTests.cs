using PicoClaw.Configuration;
using PicoClaw.Hosting.Proxies;

namespace PicoClaw.Hosting.Tests.Proxies;

public sealed class ProxyVariablesTests
{
    [Theory]
    [InlineData("http://user:S3cret@proxy.example:3128", "http://proxy.example:3128")]
    [InlineData("proxy.example:3128", "http://proxy.example:3128")]
    [InlineData(" socks5://127.0.0.1:1080 ", "socks5://127.0.0.1:1080")]
    public void Read_Proxy_IsToldWithoutUserAndPassword(string value, string expected) => Read(value).ShouldBe([("HTTPS_PROXY", expected)]);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void Read_None_SaysNothing(string? value) => Read(value).ShouldBeEmpty();

    [Theory]
    [InlineData("socks5h://127.0.0.1:1080")]
    [InlineData("socks://S3cret@127.0.0.1")]
    [InlineData("http://")]
    public void Read_Unknown_IsRefusedWithWhatToWrite(string value)
    {
        var wrong = Should.Throw<ConfigException>(() => Read(value));

        wrong.Message.ShouldStartWith("HTTPS_PROXY is not the address of a known kind of proxy. Write one such as http://127.0.0.1:7890");
        wrong.Message.ShouldNotContain("S3cret");
    }

    private static IReadOnlyList<(string Name, string Address)> Read(string? value) =>
        ProxyVariables.Read(name => name == "HTTPS_PROXY" ? value : null);
}
