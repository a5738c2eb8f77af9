using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Makes a notification of a request, or a problem that says what to change.</summary>
internal sealed class RequestReader(IOptions<AccountsOptions> accounts, Live<NotificationOptions> options, FormReader forms, TimeProvider time)
{
    public async Task<(SendNotification? Message, Problem? Problem)> ReadAsync(HttpContext context, string client)
    {
        var isForm = FormReader.IsMultipart(context.Request);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = isForm ? FormReader.MostBytes : MessageBody.MostBytes;
        }

        try
        {
            var (request, file) = isForm
                ? await forms.ReadAsync(context)
                : (await MessageBody.ReadAsync(context.Request.Body, context.RequestAborted), null);
            return Read(request, file, client);
        }
        catch (RequestRefusedException exception)
        {
            return (null, exception.Problem);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, isForm ? FormReader.TooLarge : MessageBody.TooLarge);
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

    private (SendNotification? Message, Problem? Problem) Read(MessageRequest request, UploadedFile? file, string client)
    {
        var (account, refusal) = AccountOf(request.Account, client);
        if (account is null)
        {
            return (null, refusal);
        }

        var (content, reason) = ContentOf(request, file);
        if (content is null)
        {
            return (null, Problem.BadRequest(reason!));
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
                Content = content,
                Priority = priority.Value,
                Client = client,
                IdempotencyKey = request.IdempotencyKey,
                NotBefore = notBefore,
                ExpiresAt = expiresAt,
                CreatedAt = time.GetUtcNow(),
            }, null);
    }

    private static (OutboundContent? Content, string? Problem) ContentOf(MessageRequest request, UploadedFile? file)
    {
        if (file is null)
        {
            return (new MarkdownContent { Text = request.Markdown ?? "", Title = request.Title }, null);
        }

        var text = string.IsNullOrWhiteSpace(request.Markdown) ? null : request.Markdown;
        var isPicture = MagicBytes.Fits(AttachmentKind.Image, file.Blob.MediaType);
        return request.Title is not null ? (null, "A file is shown under its own name. Leave \"title\" out.")
            : isPicture ? (new ImageContent { Blob = file.Blob, Name = file.Name, Caption = text }, null)
            : text is null ? (new FileContent { Blob = file.Blob, Name = file.Name }, null)
            : (null, "Only a picture has a text beside it. Leave \"markdown\" out, and send the text as a message of its own.");
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
