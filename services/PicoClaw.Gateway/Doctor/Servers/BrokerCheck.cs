using PicoClaw.Gateway.Doctor.Checking;
using PicoClaw.Hosting.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PicoClaw.Gateway.Doctor.Servers;

/// <summary>The broker takes this user.</summary>
internal sealed class BrokerCheck(BrokerOptions options) : IDoctorCheck
{
    private const string Where = "\"broker\" (and broker_password) in config.json, PICOCLAW_BROKER or ConnectionStrings__messaging";

    public string Name => "broker";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (string.Equals(options.Address, BrokerOptions.Memory, StringComparison.OrdinalIgnoreCase))
        {
            return [Finding.Pass("in memory: no server is needed")];
        }

        var address = new Uri(options.Address);
        var shown = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped);
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = address,
                AutomaticRecoveryEnabled = false,
                RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
                ClientProvidedName = "picoclaw doctor",
            };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return [Finding.Pass($"{shown} takes this user")];
        }
        catch (Exception exception) when (Cause<AuthenticationFailureException>(exception) is not null || Cause<PossibleAuthenticationFailureException>(exception) is not null)
        {
            return [Finding.Fail($"{shown} refuses user or password", $"Correct them in {Where}.")];
        }
        catch (Exception exception) when (Cause<OperationInterruptedException>(exception) is { ShutdownReason: { } reason })
        {
            return [Finding.Fail($"{shown} refuses the connection ({reason.ReplyText})", $"Correct the virtual host in {Where}, or give the user its rights: rabbitmqctl set_permissions.")];
        }
        catch (BrokerUnreachableException exception)
        {
            return
            [
                Finding.Fail(
                    $"{shown} does not answer ({exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.')})",
                    $"Start RabbitMQ, or correct host and port in {Where}."),
            ];
        }
    }

    private static TException? Cause<TException>(Exception exception)
        where TException : Exception => exception switch
        {
            TException found => found,
            AggregateException several => several.InnerExceptions.Select(Cause<TException>).FirstOrDefault(found => found is not null),
            { InnerException: { } inner } => Cause<TException>(inner),
            _ => null,
        };
}
