using Microsoft.Extensions.Options;
using PicoClaw.Configuration.Kinds;

namespace PicoClaw.Hosting.Messaging;

internal sealed class BrokerOptionsValidator : IValidateOptions<BrokerOptions>
{
    public ValidateOptionsResult Validate(string? name, BrokerOptions options)
    {
        if (options.IsMemory)
        {
            return options.AllowMemory
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    "broker is \"memory\", which works only where all three services share a process (picoclaw gateway). "
                        + "Write an address such as amqp://user:password@host:5672.");
        }

        if (options.Address.Length == 0)
        {
            return ValidateOptionsResult.Fail(
                "No broker is configured. Set \"broker\" in config.json, PICOCLAW_BROKER or ConnectionStrings__messaging "
                    + "to an address such as amqp://user:password@host:5672.");
        }

        if (AddressText.Fault(options.Address) is { } fault)
        {
            return ValidateOptionsResult.Fail($"broker {fault}");
        }

        return Uri.TryCreate(options.Address, UriKind.Absolute, out var address) && address is { Scheme: "amqp" or "amqps", Host.Length: > 0 }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "broker is neither \"memory\" nor an amqp address such as amqp://user:password@host:5672 (its value is not shown: it may hold a password).");
    }
}
