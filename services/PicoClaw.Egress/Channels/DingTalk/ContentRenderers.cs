using System.Collections.Frozen;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>The registered renderers by the kind of content. Two for one kind stop the start.</summary>
internal sealed class ContentRenderers
{
    private readonly FrozenDictionary<Type, IContentRenderer> _renderers;

    public ContentRenderers(IEnumerable<IContentRenderer> renderers)
    {
        var byType = new Dictionary<Type, IContentRenderer>();
        foreach (var renderer in renderers)
        {
            if (!byType.TryAdd(renderer.ContentType, renderer))
            {
                throw new InvalidOperationException(
                    $"{renderer.ContentType.Name} has two renderers: {byType[renderer.ContentType].GetType()} and {renderer.GetType()}.");
            }
        }

        _renderers = byType.ToFrozenDictionary();
    }

    public IContentRenderer? Find(OutboundContent content) => _renderers.GetValueOrDefault(content.GetType());
}
