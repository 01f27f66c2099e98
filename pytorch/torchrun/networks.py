"""A network of the page by what its run says of it, and the names of its weights there and here."""
from dataclasses import fields

import encoder
import mlp
import model


def config_of(about):
    """Two rows of the rotary table more than the context, for batches are padded to a multiple of eight positions."""
    known = {field.name for field in fields(model.Config)}
    config = model.Config(**{'key_smearing': False, **{key: value for key, value in about.items() if key in known}})
    config.max_position_embeddings = (config.max_position_embeddings + 7) // 8 * 8
    return config


def build(network):
    """{'kind', 'config'} -> module, and a list of (the page's name, name here, part, parts)."""
    kind, about = network['kind'], network['config']
    if kind == 'mlp':
        return mlp.Mlp(about['widths']), list(mlp.names(about['widths']))
    config = config_of(about)
    if kind == 'encoder':
        return encoder.Encoder(config, about['classes'], about['pad_token_id']), list(encoder.names(config))
    return model.Decoder(config), list(model.names(config))
