using System.Net;
using System.Net.Sockets;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class ListenProbeTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("127.0.0.1", "*")]
    public void Check_PortInUse_SaysWhatToDo(string taken, string host)
    {
        using var listener = new TcpListener(IPAddress.Parse(taken), 0);
        listener.Start();
        var address = $"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}";

        var refused = Should.Throw<ConfigException>(() => ListenProbe.Check(["http://127.0.0.1:0", address], "gateway.port"));

        refused.Message.ShouldStartWith($"Cannot listen on {address} (");
        refused.Message.ShouldContain("Another program has that port, perhaps a PicoClaw that still runs: stop it, or set gateway.port to ");
    }

    [Fact]
    public void Check_AddressOfAnotherMachine_NamesTheSetting() =>
        Should
            .Throw<ConfigException>(() => ListenProbe.Check(["http://192.0.2.1:18790"], "gateway.host")).Message
            .ShouldContain("). Set gateway.host to an address of this machine");

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://[::1]:0")]
    [InlineData("http://unix:/tmp/picoclaw-probe.sock")]
    public void Check_FreePort_LeavesItFree(string address)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var free = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, ((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();

        Should.NotThrow(() => ListenProbe.Check([free], "x"));
        Should.NotThrow(() => ListenProbe.Check([free], "x"));
    }
}
