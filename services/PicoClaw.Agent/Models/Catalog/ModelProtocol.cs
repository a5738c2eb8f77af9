namespace PicoClaw.Agent.Models.Catalog;

internal enum ModelProtocol
{
    OpenAi,
    Anthropic,
}
