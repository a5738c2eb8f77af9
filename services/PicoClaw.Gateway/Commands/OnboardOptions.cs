using System.CommandLine;
using System.CommandLine.Parsing;
using PicoClaw.Gateway.Onboarding;

namespace PicoClaw.Gateway.Commands;

/// <summary>What <c>picoclaw onboard</c> understands.</summary>
internal sealed class OnboardOptions
{
    private readonly Option<FileInfo?> _config = SharedOptions.Config();
    private readonly Option<Uri?> _emulator = EmulatorOption.Create("Use a local emulator instead of DingTalk");

    private readonly Option<string?> _account = new("--account")
    {
        Description = "The name of the account in config.json, for several organizations (default: dingtalk)",
    };

    private readonly Option<bool> _scan = new("--scan") { Description = "Create the app by scanning a QR code with DingTalk" };
    private readonly Option<string?> _id = new("--client-id") { Description = "Client ID (AppKey) of the DingTalk app" };

    private readonly Option<string?> _secret = new("--client-secret")
    {
        Description = "Client Secret (AppSecret); file://PATH and ${NAME} are written as they are",
    };

    private readonly Option<string?> _model = new("--model") { Description = "The model that answers, as provider/model, such as deepseek/deepseek-chat" };
    private readonly Option<string?> _key = new("--api-key") { Description = "The model's key; file://PATH and ${NAME} are written as they are" };

    private readonly Option<Uri?> _address = new("--api-base")
    {
        Description = "The address of the model's service, where the provider is not known or another one is meant",
        CustomParser = Address,
    };

    private readonly Option<bool> _noModel = new("--no-model") { Description = "No model yet: the bot repeats what it is told" };
    private readonly Option<bool> _noCheck = new("--no-check") { Description = "Write without asking DingTalk and the model" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _config, _emulator, _account, _scan, _id, _secret, _model, _key, _address, _noModel, _noCheck })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result => Refuse(result, _scan, _id));
        command.Validators.Add(result => Refuse(result, _scan, _secret));
        command.Validators.Add(result => Refuse(result, _noModel, _model));
    }

    public OnboardSettings Settings(ParseResult parsed)
    {
        var emulator = EmulatorOption.Read(parsed, _emulator);
        return new OnboardSettings
        {
            ConfigPath = parsed.GetValue(_config)?.FullName,
            Emulator = emulator,
            EmulatorWords = emulator is null || emulator == EmulatorOption.Default ? "--emulator" : $"--emulator {emulator}",
            Account = parsed.GetValue(_account),
            Scan = parsed.GetValue(_scan),
            ClientId = parsed.GetValue(_id),
            ClientSecret = parsed.GetValue(_secret),
            Model = parsed.GetValue(_model),
            ApiKey = parsed.GetValue(_key),
            ApiBase = parsed.GetValue(_address),
            NoModel = parsed.GetValue(_noModel),
            NoCheck = parsed.GetValue(_noCheck),
        };
    }

    private static void Refuse(CommandResult result, Option<bool> one, Option<string?> other)
    {
        if (result.GetValue(one) && result.GetValue(other) is not null)
        {
            result.AddError($"{one.Name} and {other.Name} exclude each other: write one of the two.");
        }
    }

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError($"--api-base: \"{text}\" is not an address such as https://host/v1");
        return null;
    }
}
