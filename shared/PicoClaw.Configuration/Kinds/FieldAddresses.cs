using System.Net;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Addresses of servers, to call or to listen on.</summary>
internal static class FieldAddresses
{
    public static readonly FieldKind Address = new(ReadAddress, JsonTypes.Text);

    /// <summary>Not any name: a web server listens on all addresses of the machine for a name that it does not know.</summary>
    public static readonly FieldKind ListenHost = new(ReadListenHost, JsonTypes.Text);

    public static readonly FieldKind Broker = new(ReadBroker, JsonTypes.Text);

    /// <summary>A folder, or a database by address (postgres://…) or connection string (Host=…;…), which the store checks itself.</summary>
    public static readonly FieldKind Store = new(ReadStore, JsonTypes.Text);

    private static void ReadAddress(FieldReading reading)
    {
        if (reading.Text() is not { } text)
        {
            return;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0)
        {
            reading.Emit(text);
        }
        else
        {
            reading.Refuse("expected an address that begins with https:// (or http://).");
        }
    }

    private static void ReadListenHost(FieldReading reading)
    {
        if (reading.Text() is not { } text)
        {
            return;
        }

        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            reading.Emit("localhost");
        }
        else if (Uri.CheckHostName(text.Trim('[', ']')) is UriHostNameType.IPv4 or UriHostNameType.IPv6
            && IPAddress.TryParse(text, out var address))
        {
            reading.Emit(address.ToString());
        }
        else
        {
            reading.Refuse("expected localhost or an IP address of this machine (0.0.0.0 for all of them).");
        }
    }

    private static void ReadBroker(FieldReading reading)
    {
        if (reading.Text() is not { } text)
        {
            return;
        }

        if (AddressText.Fault(text) is { } fault)
        {
            reading.Refuse(fault);
            return;
        }

        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0;
        if (!isAddress && text != "memory")
        {
            reading.Refuse("expected \"memory\" or the address of a RabbitMQ server, such as amqp://user:password@host:5672.");
            return;
        }

        reading.Writer.Secrets.Note(reading.Node, isSecret: uri?.UserInfo.Contains(':', StringComparison.Ordinal) == true);
        reading.Emit(text);
    }

    private static void ReadStore(FieldReading reading)
    {
        if (reading.Text() is not { } text)
        {
            return;
        }

        var isAddress = text.Contains("://", StringComparison.Ordinal);
        if (isAddress && AddressText.Fault(text) is { } fault)
        {
            reading.Refuse(fault);
        }
        else if (isAddress && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "postgres" or "postgresql"))
        {
            reading.Refuse("expected a folder or the address of a PostgreSQL database, such as postgres://user:password@host:5432/picoclaw.");
        }
        else if (isAddress || text.Contains('=', StringComparison.Ordinal))
        {
            reading.Writer.Secrets.Note(reading.Node, isSecret: true);
            reading.Emit(text, ":Postgres");
        }
        else
        {
            reading.Emit(ConfigPaths.ExpandHome(text, reading.Writer.UserHome), ":Directory");
        }
    }
}
