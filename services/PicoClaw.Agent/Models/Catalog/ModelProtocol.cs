namespace PicoClaw.Agent.Models;

internal enum ModelProtocol
{
    OpenAi,
    Anthropic,
}
