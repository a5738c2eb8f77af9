using Microsoft.Extensions.Configuration;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Hosting;
using PicoClaw.Configuration;

namespace PicoClaw.Gateway.Tests.Hosting;

public sealed class GatewayHostTests
{
    [Theory]
    [InlineData(null, null, "http://127.0.0.1:18790")]
    [InlineData("localhost", "1234", "http://127.0.0.1:1234")]
    [InlineData("0.0.0.0", null, "http://0.0.0.0:18790")]
    [InlineData("::1", null, "http://[::1]:18790")]
    [InlineData("127.0.0.1", "80", "http://127.0.0.1")]
    public void Address_HostAndPort_MakeAnAddress(string? host, string? port, string address) =>
        Address(host, port).Url.ShouldBe(address);

    [Theory]
    [InlineData("*", null)]
    [InlineData("a b", null)]
    [InlineData(null, "abc")]
    [InlineData(null, "65536")]
    public void Address_None_NamesTheSettings(string? host, string? port) =>
        Should.Throw<ConfigException>(() => Address(host, port)).Message.ShouldStartWith("gateway.host and gateway.port (PICOCLAW_GATEWAY_HOST");

    private static ListenAddress Address(string? host, string? port) =>
        GatewayHost.Address(new ConfigurationBuilder().AddInMemoryCollection([new("Gateway:Host", host), new("Gateway:Port", port)]).Build());
}
