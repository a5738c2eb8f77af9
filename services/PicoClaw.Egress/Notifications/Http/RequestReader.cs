using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Makes a notification of a request, or a problem that says what to change.</summary>
internal sealed class RequestReader(IOptions<AccountsOptions> accounts, Live<NotificationOptions> options, TimeProvider time)
{
    // A text and a thousand ids, every character escaped.
    private const long MostBytes = 1024 * 1024;

    private const string Example = """{"to": ["USER_ID"], "markdown": "TEXT"}""";

    public async Task<(SendNotification? Message, Problem? Problem)> ReadAsync(HttpContext context, string client)
    {
        var (request, problem) = await BodyAsync(context);
        return request is null ? (null, problem) : Read(request, client);
    }

    private static async Task<(MessageRequest? Request, Problem? Problem)> BodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        if (context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            return (null, new Problem(
                StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type", $"Files are not taken. Send JSON: {Example}"));
        }

        try
        {
            var read = await JsonSerializer.DeserializeAsync(context.Request.Body, MessageJson.Default.MessageRequest, context.RequestAborted);
            return read is { } request
                ? (request, null)
                : (null, Problem.BadRequest($"The body is null. Send a JSON object: {Example}"));
        }
        catch (JsonException exception)
        {
            var fault = exception.Path is { Length: > 1 } path
                ? $"The body is not what is expected here, at {path}: the name may be unknown or written twice, or the value of another type."
                : $"The body is not a JSON object, as line {exception.LineNumber + 1} shows.";
            return (null, Problem.BadRequest($"{fault} Send JSON such as {Example}; all fields are in {MessageEndpoints.Document}."));
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, new Problem(
                StatusCodes.Status413PayloadTooLarge,
                "Content Too Large",
                $"The body is larger than {MostBytes} bytes. Shorten the text or send to fewer at a time."));
        }
        catch (BadHttpRequestException exception)
        {
            // Too slow, or broken on its way.
            return (null, new Problem(
                exception.StatusCode,
                ReasonPhrases.GetReasonPhrase(exception.StatusCode),
                $"The request did not arrive as HTTP has it. Send it again with the same idempotencyKey. {exception.Message}"));
        }
    }

    private (SendNotification? Message, Problem? Problem) Read(MessageRequest request, string client)
    {
        var (account, refusal) = AccountOf(request.Account, client);
        if (account is null)
        {
            return (null, refusal);
        }

        if (!TryRead(request.NotBefore, out var notBefore) || !TryRead(request.ExpiresAt, out var expiresAt))
        {
            return (null, Problem.BadRequest(
                "notBefore and expiresAt are instants with their zone, such as 2026-12-24T08:00:00+08:00. Write one of this form."));
        }

        DeliveryPriority? priority = request.Priority switch
        {
            null or "bulk" => DeliveryPriority.Bulk,
            "interactive" => DeliveryPriority.Interactive,
            _ => null,
        };
        return priority is null
            ? (null, Problem.BadRequest("priority is \"bulk\", the default, or \"interactive\". Write one of the two or leave it out."))
            : (new SendNotification
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Channel = accounts.Value.Accounts[account].Channel,
                Account = account,
                To = [.. (request.To ?? []).Select(text => RecipientText.Parse(text?.Trim() ?? ""))],
                Content = new MarkdownContent { Text = request.Markdown ?? "", Title = request.Title },
                Priority = priority.Value,
                Client = client,
                IdempotencyKey = request.IdempotencyKey,
                NotBefore = notBefore,
                ExpiresAt = expiresAt,
                CreatedAt = time.GetUtcNow(),
            }, null);
    }

    // What a client may not use is not named to it either.
    private (string? Account, Problem? Problem) AccountOf(string? name, string client)
    {
        var known = accounts.Value.Accounts.Where(account => account.Value.Enabled).Select(account => account.Key).Order(StringComparer.Ordinal);
        List<string> allowed = options.Value.AccountsOf(client) is { } list
            ? [.. known.Where(account => list.Contains(account, StringComparer.OrdinalIgnoreCase))]
            : [.. known];
        if (allowed.Count == 0)
        {
            return (null, new Problem(
                StatusCodes.Status403Forbidden,
                "Forbidden",
                $"None of the accounts that the client \"{client}\" may use is enabled. The operator of the bot sets them under channel_list and "
                    + "notifications.accounts."));
        }

        if (name is null)
        {
            return allowed.Count == 1
                ? (allowed[0], null)
                : (null, Problem.BadRequest($"There are several accounts to send from. Write \"account\" with one of: {string.Join(", ", allowed)}."));
        }

        return allowed.Find(account => account.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (found, null)
            : (null, new Problem(
                StatusCodes.Status403Forbidden,
                "Forbidden",
                $"The client \"{client}\" cannot send from the account that it names. Write one of: {string.Join(", ", allowed)}; the operator of the bot "
                    + "sets them under channel_list and notifications.accounts."));
    }

    private static bool TryRead(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text is null)
        {
            return true;
        }

        string[] forms = ["yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
        var hasZone = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        if (hasZone && DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            instant = read.ToUniversalTime();
        }

        return instant is not null;
    }
}
