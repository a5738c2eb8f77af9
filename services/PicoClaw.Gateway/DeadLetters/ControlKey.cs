using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace PicoClaw.Gateway.DeadLetters;

/// <summary>Shows that a request comes from somebody who may read the store's folder; new with each start.</summary>
internal sealed class ControlKey
{
    public const string Header = "X-PicoClaw-Key";

    public string Value { get; } = RandomNumberGenerator.GetHexString(64);

    /// <summary>From this machine, with the key. A proxy in front of the gateway is not this machine's user.</summary>
    public bool Fits(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString()), Encoding.UTF8.GetBytes(Value));
}
